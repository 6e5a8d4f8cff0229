/** What tests of the running scheduler need: its surroundings, a client, and a worker's part. */
@NullMarked
package io.tacet.scheduler.running;

import org.jspecify.annotations.NullMarked;
