/** Whether a release does its work: what its alarms and its answers say. */
package dev.nightshift.rollback.check;
