/** Words for people: lengths of time, patterns of names. */
package dev.nightshift.core.text;
