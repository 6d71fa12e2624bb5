/**
 * The only way out of this room: names are resolved once, addresses vetted, connections and answers
 * bounded.
 */
package dev.nightshift.certificates.net;
