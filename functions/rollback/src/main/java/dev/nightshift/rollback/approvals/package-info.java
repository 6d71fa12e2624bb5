/**
 * The buttons in Slack: who pressed is checked, what was pressed goes on record, the automation is
 * woken and the message says who and when.
 */
package dev.nightshift.rollback.approvals;
