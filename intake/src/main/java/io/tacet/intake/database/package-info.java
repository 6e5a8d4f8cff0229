/**
 * How a service talks to its database by plain JDBC: transactions. The statements stand in the
 * services, in the packages whose tables they are about.
 */
@NullMarked
package io.tacet.intake.database;

import org.jspecify.annotations.NullMarked;
