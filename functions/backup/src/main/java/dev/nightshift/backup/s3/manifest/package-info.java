/** What a vault holds of a bucket, run by run: manifests, sorted by key and read as streams. */
package dev.nightshift.backup.s3.manifest;
