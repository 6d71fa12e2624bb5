/**
 * What every automation shares: the run, the ledger, notices, settings, events and logs. No room
 * logic.
 */
package dev.nightshift.core;
