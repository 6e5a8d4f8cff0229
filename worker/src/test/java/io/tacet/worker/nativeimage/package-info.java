/**
 * Checks what a native build of the worker is given, without building it. Runs in the profile
 * {@code native} only.
 */
@NullMarked
package io.tacet.worker.nativeimage;

import org.jspecify.annotations.NullMarked;
