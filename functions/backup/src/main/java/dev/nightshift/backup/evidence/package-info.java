/** What drills have shown, kept where nobody can quietly alter it. */
package dev.nightshift.backup.evidence;
