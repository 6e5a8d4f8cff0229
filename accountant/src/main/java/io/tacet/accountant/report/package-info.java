/**
 * Reports: usage, subscription and utilization of two periods, as text, CSV, JSON and HTML. How the
 * figures are defined stands in the packages of subscription and capacity.
 */
@NullMarked
package io.tacet.accountant.report;

import org.jspecify.annotations.NullMarked;
