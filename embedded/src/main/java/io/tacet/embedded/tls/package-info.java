/**
 * Certificates made on the spot: a CA that lives as long as its directory, and what it signs. For
 * tests and a developer's machine; an installation brings its own.
 */
@NullMarked
package io.tacet.embedded.tls;

import org.jspecify.annotations.NullMarked;
