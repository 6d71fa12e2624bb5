/** How work is spread: side by side, bounded. */
package dev.nightshift.core.work;
