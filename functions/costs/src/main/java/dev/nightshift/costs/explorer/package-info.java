/**
 * What AWS's billing services say, in the room's own words. A request to Cost Explorer costs money,
 * so each one is counted against a budget before it is made, and an answer is kept for the day. The
 * way in is {@link dev.nightshift.costs.explorer.Explorer}.
 */
package dev.nightshift.costs.explorer;
