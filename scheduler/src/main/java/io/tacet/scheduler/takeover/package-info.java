/**
 * Ends an order in its machine's place, by the machine's own transactional id: cancelled orders,
 * overdue machines, reset offsets.
 */
@NullMarked
package io.tacet.scheduler.takeover;

import org.jspecify.annotations.NullMarked;
