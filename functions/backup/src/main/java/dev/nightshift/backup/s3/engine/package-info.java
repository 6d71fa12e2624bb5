/**
 * How a bucket gets into the vault: what changed is found by a merge of two sorted streams, copied
 * by S3 itself, and written down in key order, so that a run can stop anywhere and go on.
 */
package dev.nightshift.backup.s3.engine;
