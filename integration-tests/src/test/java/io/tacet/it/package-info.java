/** The whole system under test: several processes, real parts, faults. One class per promise. */
@NullMarked
package io.tacet.it;

import org.jspecify.annotations.NullMarked;
