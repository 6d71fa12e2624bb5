/**
 * What pipelines and platforms tell of deployments: who released what and how far it came. What is
 * really released is asked of the target itself.
 */
package dev.nightshift.rollback.events;
