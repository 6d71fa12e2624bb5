/**
 * Runs a deployed function as Lambda would: its code, layers, environment and role, through AWS's
 * own runtime interface client, fed by a local Runtime API; and stands in for the services that
 * wake it (EventBridge Scheduler, the SQS event source mapping), which no emulator does.
 */
package dev.nightshift.local.runtime;
