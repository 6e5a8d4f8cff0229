/** How errors are told to callers: problem+json (RFC 9457), field by field, never a stack trace. */
@NullMarked
package io.tacet.accountant.problem;

import org.jspecify.annotations.NullMarked;
