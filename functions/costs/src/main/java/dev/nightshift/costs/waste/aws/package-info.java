/** AWS's side of waste-sweep: SDK types, pages and error codes stop here. */
package dev.nightshift.costs.waste.aws;
