/**
 * Scenario files on this side: read, checked and told, without any server. What a scenario means is
 * not known here but in the reader that the worker uses too.
 */
@NullMarked
package io.tacet.cli.scenario;

import org.jspecify.annotations.NullMarked;
