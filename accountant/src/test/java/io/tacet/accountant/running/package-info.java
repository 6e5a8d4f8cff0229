/**
 * The packaged accountant as a process among real parts, for the tests that look at it from
 * outside. Nothing here knows the service's classes.
 */
@NullMarked
package io.tacet.accountant.running;

import org.jspecify.annotations.NullMarked;
