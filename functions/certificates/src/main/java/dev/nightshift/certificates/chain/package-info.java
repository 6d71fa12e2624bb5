/**
 * Certificate chains, judged: read as served, built to a root, every fault named in plain words;
 * how much of a lifetime is left, and whether anything on the path was revoked.
 */
package dev.nightshift.certificates.chain;
