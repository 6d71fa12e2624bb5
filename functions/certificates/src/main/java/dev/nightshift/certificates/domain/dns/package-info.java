/**
 * What the DNS answers of a zone, asked where it is decided: at the servers of its parent, and at
 * every one of its own. Types of the DNS library end here.
 */
package dev.nightshift.certificates.domain.dns;
