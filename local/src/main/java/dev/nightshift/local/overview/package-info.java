/** How backups stand, put together from the settings and the account. */
package dev.nightshift.local.overview;
