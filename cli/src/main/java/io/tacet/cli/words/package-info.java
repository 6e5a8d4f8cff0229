/**
 * Text a person typed, taken apart: the words of a command, lengths of time, days, numbers. No
 * shell is ever asked.
 */
@NullMarked
package io.tacet.cli.words;

import org.jspecify.annotations.NullMarked;
