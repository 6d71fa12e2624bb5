/** The alarms that a service needs and need not be written by hand. */
package dev.nightshift.rollback.guard;
