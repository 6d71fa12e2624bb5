/**
 * Domains: when their registration ends, who holds it, what its registry says of it, and whether
 * the DNS answers what the settings say it should.
 */
package dev.nightshift.certificates.domain;
