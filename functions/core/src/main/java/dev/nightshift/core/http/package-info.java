/**
 * Functions with a URL of their own: the request as it was sent, byte for byte, and signatures over
 * it.
 */
package dev.nightshift.core.http;
