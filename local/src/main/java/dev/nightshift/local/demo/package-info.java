/**
 * The whole story on one machine: an emulator with a small estate, the bundle deployed into it,
 * every trigger fired, and every effect checked with calls of its own.
 */
package dev.nightshift.local.demo;
