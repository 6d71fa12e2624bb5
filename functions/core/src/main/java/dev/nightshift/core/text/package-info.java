/** Words for people: lengths of time, patterns of names, text in pages and addresses. */
package dev.nightshift.core.text;
