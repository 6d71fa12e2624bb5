/**
 * What is guarded: a release target, the alarms that speak for it, and on what terms it may be
 * taken back. The words that auto-rollback, deploy-watch and the targets' adapters share.
 */
package dev.nightshift.rollback.service;
