/**
 * Series of samples as they are looked at and as they grow old: buckets of a wanted width, wider
 * ones with age, and their end. How samples come in is in the package of measurements.
 */
@NullMarked
package io.tacet.accountant.series;

import org.jspecify.annotations.NullMarked;
