/** TLS as a server speaks it: what it offers, what it serves, and how it was asked. */
package dev.nightshift.certificates.tls;
