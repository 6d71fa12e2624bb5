/**
 * Which release went where, which of them is good, and what was taken back: what deploy-watch
 * writes and auto-rollback reads, kept in the ledger's table.
 */
package dev.nightshift.rollback.release;
