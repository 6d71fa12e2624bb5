/** Words for people: lengths of time, patterns of names, text in pages. */
package dev.nightshift.core.text;
