/** Who asks, and what they may see. Knows tokens and roles, no tables but the directory's. */
@NullMarked
package io.tacet.accountant.access;

import org.jspecify.annotations.NullMarked;
