/**
 * The command line. Standard output is data, standard error is for people, and exit codes are a
 * contract: see {@link dev.nightshift.local.cli.Exit}.
 */
package dev.nightshift.local.cli;
