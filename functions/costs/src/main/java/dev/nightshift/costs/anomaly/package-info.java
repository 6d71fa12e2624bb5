/**
 * The automation cost-anomaly: what cost more than it used to, since when, by how much, and most
 * probably why. Detection is a pure function of the figures by day; see {@link
 * dev.nightshift.costs.anomaly.Detector}.
 */
package dev.nightshift.costs.anomaly;
