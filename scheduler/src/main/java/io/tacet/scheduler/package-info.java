/** Root of the scheduler; what it does stands in the packages below, one per subject. */
@NullMarked
package io.tacet.scheduler;

import org.jspecify.annotations.NullMarked;
