/**
 * What is read of the machine beside measurements: lists and text, or figures that cost too much to
 * read in a silence. A survey may allocate and take its time; nothing here is read in a window.
 */
@NullMarked
package io.tacet.worker.survey;

import org.jspecify.annotations.NullMarked;
