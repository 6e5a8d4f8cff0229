/** Figures of the whole line for docs/benchmarks.md. Not run by the build: run one by its name. */
@NullMarked
package io.tacet.it.benchmark;

import org.jspecify.annotations.NullMarked;
