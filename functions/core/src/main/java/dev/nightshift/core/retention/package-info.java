/**
 * Which copies to keep and which may go: one set of rules for snapshots and for bucket manifests.
 */
package dev.nightshift.core.retention;
