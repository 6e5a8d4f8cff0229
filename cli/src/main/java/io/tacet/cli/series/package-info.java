/** The verb about series of samples. What a sample means is in the contract's records. */
@NullMarked
package io.tacet.cli.series;

import org.jspecify.annotations.NullMarked;
