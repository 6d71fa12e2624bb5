/** What a report says of costs, worked out from figures alone: no I/O and no clock. */
package dev.nightshift.costs.summary;
