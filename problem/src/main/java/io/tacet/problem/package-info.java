/**
 * Every error an HTTP client sees, as problem+json (RFC 9457). Whoever finds something wrong
 * throws; only this package writes the answer.
 */
@NullMarked
package io.tacet.problem;

import org.jspecify.annotations.NullMarked;
