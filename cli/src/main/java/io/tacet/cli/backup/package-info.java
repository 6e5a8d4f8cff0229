/**
 * Copies of the services' tables in files, and back. Knows the schemas by name and their tables
 * from the database itself; what is in them is none of its business.
 */
@NullMarked
package io.tacet.cli.backup;

import org.jspecify.annotations.NullMarked;
