/** What the service says of its own state: liveness, readiness, the length of the queue. */
@NullMarked
package io.tacet.scheduler.health;

import org.jspecify.annotations.NullMarked;
