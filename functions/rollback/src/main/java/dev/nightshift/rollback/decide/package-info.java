/**
 * Whether a release is to be taken back: rules, asked in order, each with its verdict and its
 * reason. Pure: the same facts give the same tree.
 */
package dev.nightshift.rollback.decide;
