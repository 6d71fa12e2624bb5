/** What happened, as a page for people. */
package dev.nightshift.local.report;
