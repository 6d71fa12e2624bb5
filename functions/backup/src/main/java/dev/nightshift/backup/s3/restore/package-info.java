/**
 * How a bucket comes back out of the vault: a manifest, merged line by line with what is in the
 * target, says what is to be copied, what is there already, and what is in the way.
 */
package dev.nightshift.backup.s3.restore;
