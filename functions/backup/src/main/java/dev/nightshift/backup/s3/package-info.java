/** s3-backup: what is in buckets, kept run by run in a vault elsewhere. */
package dev.nightshift.backup.s3;
