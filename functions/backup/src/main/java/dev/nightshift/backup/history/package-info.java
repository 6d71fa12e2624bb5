/** How the backups of everything stand: read, judged, and ready to be shown. */
package dev.nightshift.backup.history;
