/** The verb about fair shares: weights in our own queue, raw shares for Slurm's. */
@NullMarked
package io.tacet.cli.shares;

import org.jspecify.annotations.NullMarked;
