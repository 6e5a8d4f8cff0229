/**
 * How statements are sent to PostgreSQL: parameters, rows, transactions, advisory locks. No
 * statement of the scheduler's own lives here.
 */
@NullMarked
package io.tacet.scheduler.database;

import org.jspecify.annotations.NullMarked;
