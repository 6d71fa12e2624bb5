/**
 * What things cost, by day and by whatever one asks for, wherever the figures came from. Sources
 * fill it, reports and anomaly detection read it; nothing here does I/O.
 */
package dev.nightshift.costs.model;
