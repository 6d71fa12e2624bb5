/** Room: notices. */
package dev.nightshift.notices;
