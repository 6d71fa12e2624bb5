/** The automation certificate-check: what it looks at, what it makes of it, and what it says. */
package dev.nightshift.certificates.check;
