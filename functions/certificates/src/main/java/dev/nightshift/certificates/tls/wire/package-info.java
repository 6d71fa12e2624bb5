/**
 * Records and messages of SSL 2 to TLS 1.3, written and read by ourselves: a prober has to say what
 * no library will say, and to look at what no library will show.
 */
package dev.nightshift.certificates.tls.wire;
