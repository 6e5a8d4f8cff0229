/** Projects and who is told of them: storage and REST resource. */
@NullMarked
package io.tacet.scheduler.project;

import org.jspecify.annotations.NullMarked;
