/** Where this room's figures come from, as the settings say; the same for all its automations. */
package dev.nightshift.costs.source;
