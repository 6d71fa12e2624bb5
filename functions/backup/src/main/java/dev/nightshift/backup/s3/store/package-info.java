/** S3 as backups see it: a port, and the adapters behind it. */
package dev.nightshift.backup.s3.store;
