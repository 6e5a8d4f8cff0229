/** What an operator wants done after each job. Never during a measurement. */
@NullMarked
package io.tacet.worker.clean;

import org.jspecify.annotations.NullMarked;
