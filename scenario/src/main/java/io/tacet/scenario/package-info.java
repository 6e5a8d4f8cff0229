/**
 * What a job is to do: the file {@code tacet.yml} read into commands and phases, every error with
 * its line and column. Nothing here runs anything or looks at the machine.
 */
@NullMarked
package io.tacet.scenario;

import org.jspecify.annotations.NullMarked;
