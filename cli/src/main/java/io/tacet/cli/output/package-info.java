/** Answers as table, JSON or CSV, and amounts with their units. Nothing here asks a server. */
@NullMarked
package io.tacet.cli.output;

import org.jspecify.annotations.NullMarked;
