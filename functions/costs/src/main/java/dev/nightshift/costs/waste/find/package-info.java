/**
 * What is there, and which of it is waste: pure judges over plain facts. What is not known makes no
 * waste.
 */
package dev.nightshift.costs.waste.find;
