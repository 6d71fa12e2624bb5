/** off-hours: stops what nobody uses at night, and starts it again in the morning. */
package dev.nightshift.costs.waste.hours;
