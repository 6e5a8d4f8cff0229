/**
 * Where the programs are that this module runs: the broker's jars, the registry, PostgreSQL's
 * archives, laid out by the build. Nothing here starts anything.
 */
@NullMarked
package io.tacet.embedded.parts;

import org.jspecify.annotations.NullMarked;
