/** What the service says of its own state: liveness and readiness. */
@NullMarked
package io.tacet.scheduler.health;

import org.jspecify.annotations.NullMarked;
