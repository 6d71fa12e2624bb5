/** restore-drill: restores backups into an isolated place, looks at them, and tidies up. */
package dev.nightshift.backup.drill;
