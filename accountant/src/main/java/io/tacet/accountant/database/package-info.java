/**
 * How this service talks to its database: transactions and which failures are a record's own. The
 * statements stand in the packages whose tables they are about.
 */
@NullMarked
package io.tacet.accountant.database;

import org.jspecify.annotations.NullMarked;
