/**
 * The real parts of the system, run without Docker: broker, database, registry, mail catcher,
 * started and stopped together. Nothing here depends on a service or on the contract.
 */
@NullMarked
package io.tacet.embedded;

import org.jspecify.annotations.NullMarked;
