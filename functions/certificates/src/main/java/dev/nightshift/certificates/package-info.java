/**
 * The room of certificates: what a team serves, wherever it is hosted; when it expires, how strong
 * it is, and who renews it.
 */
package dev.nightshift.certificates;
