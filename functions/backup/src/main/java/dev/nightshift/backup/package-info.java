/** Room: backup. */
package dev.nightshift.backup;
