/**
 * Costs from exports in the FOCUS format (1.0 and later), of any provider, summarised in one
 * streaming pass: {@link dev.nightshift.costs.focus.FocusSource}.
 *
 * @see <a href="https://focus.finops.org/focus-specification/">FinOps Open Cost and Usage
 *     Specification</a>
 */
package dev.nightshift.costs.focus;
