/** Users, their tokens and their projects: storage and REST resource. */
@NullMarked
package io.tacet.scheduler.user;

import org.jspecify.annotations.NullMarked;
