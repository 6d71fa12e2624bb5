/**
 * How a database comes back by hand: from the newest good snapshot at or before a moment, beside
 * what is there, under a name of its own.
 */
package dev.nightshift.backup.rds.restore;
