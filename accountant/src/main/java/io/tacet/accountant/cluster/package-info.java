/**
 * Named sets of machines, dated. A machine may be in several; what they cost or do is elsewhere.
 */
@NullMarked
package io.tacet.accountant.cluster;

import org.jspecify.annotations.NullMarked;
