/** What has to be said in clear before TLS begins. */
package dev.nightshift.certificates.tls.starttls;
