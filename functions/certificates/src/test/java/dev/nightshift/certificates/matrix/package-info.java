/** Servers that nobody here wrote, set up in many ways, and what others say of them. */
package dev.nightshift.certificates.matrix;
