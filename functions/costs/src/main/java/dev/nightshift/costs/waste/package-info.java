/** waste-sweep: finds what is paid for and not used, marks it, waits, and only then acts. */
package dev.nightshift.costs.waste;
