/**
 * A PostgreSQL server in a process of its own, with a database, and a role and a schema per
 * service. Knows no table: services migrate their schemas themselves.
 */
@NullMarked
package io.tacet.embedded.postgres;

import org.jspecify.annotations.NullMarked;
