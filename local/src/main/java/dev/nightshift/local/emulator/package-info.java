/** Finds, starts and stops the stand-in for AWS that runs on this machine, on loopback only. */
package dev.nightshift.local.emulator;
