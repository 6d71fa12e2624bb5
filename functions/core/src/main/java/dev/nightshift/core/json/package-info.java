/** JSON without a mapper. */
package dev.nightshift.core.json;
