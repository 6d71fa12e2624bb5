/** What the room checks signatures with. */
package dev.nightshift.rollback.secret;
