/**
 * What is written where: standard output, standard error, colours, and the one line that changes in
 * place. Nothing here knows what is said.
 */
@NullMarked
package io.tacet.cli.terminal;

import org.jspecify.annotations.NullMarked;
