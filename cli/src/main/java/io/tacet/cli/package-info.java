/**
 * The command {@code tacet}: its entry point, its verbs put together, and what they all are given.
 * What a single verb does lives in the package named after its subject.
 */
@NullMarked
package io.tacet.cli;

import org.jspecify.annotations.NullMarked;
