/**
 * What work asked of its machine, and what that makes it: bound by CPU, memory, disk or network,
 * idle, or mixed. The statistics it is made of are in the package of measurements.
 */
@NullMarked
package io.tacet.accountant.classification;

import org.jspecify.annotations.NullMarked;
