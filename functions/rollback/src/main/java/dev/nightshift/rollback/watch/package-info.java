/** deploy-watch: which release is live, since when, by whom, and whether it is good. */
package dev.nightshift.rollback.watch;
