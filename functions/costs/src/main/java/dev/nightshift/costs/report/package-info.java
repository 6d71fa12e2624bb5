/** cost-report: what the accounts cost, once a day, a week and a month. It only watches. */
package dev.nightshift.costs.report;
