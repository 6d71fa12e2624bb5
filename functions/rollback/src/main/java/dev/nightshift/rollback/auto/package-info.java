/**
 * The automation auto-rollback: an alarm fires, and the release that is to blame goes, if every
 * rule of {@link dev.nightshift.rollback.decide.Rules} holds; then it looks whether that helped.
 */
package dev.nightshift.rollback.auto;
