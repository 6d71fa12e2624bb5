/** The page of a cost report: one file of HTML with its pictures, and its tables as CSV. Pure. */
package dev.nightshift.costs.page;
