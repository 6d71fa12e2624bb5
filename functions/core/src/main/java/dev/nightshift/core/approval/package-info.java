/**
 * What waits for a person: an exact set of actions is asked about by its hash, approved or rejected
 * by people who are on record, and made once.
 */
package dev.nightshift.core.approval;
