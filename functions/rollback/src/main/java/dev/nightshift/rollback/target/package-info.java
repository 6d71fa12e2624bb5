/**
 * Release targets behind one port: what is released there now, what one could go back to, and going
 * back. The SDK's types and the vendors' APIs end in the adapters.
 */
package dev.nightshift.rollback.target;
