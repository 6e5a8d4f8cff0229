/**
 * Bytes that come in, packed or not, taken apart into blocks of whole lines. Knows nothing of what
 * the lines say.
 */
@NullMarked
package io.tacet.accountant.imports.lines;

import org.jspecify.annotations.NullMarked;
