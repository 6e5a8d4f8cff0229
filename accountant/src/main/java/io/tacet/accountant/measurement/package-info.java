/**
 * What was measured: statistics per phase and series of samples, kept as they came and read back
 * per job.
 */
@NullMarked
package io.tacet.accountant.measurement;

import org.jspecify.annotations.NullMarked;
