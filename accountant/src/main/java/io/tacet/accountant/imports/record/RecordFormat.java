package io.tacet.accountant.imports.record;

/**
 * Reads the lines of one file in their order; a header may change how later ones are read. For one
 * thread.
 */
@FunctionalInterface
public interface RecordFormat {

  /**
   * Reads a line.
   *
   * @param line without blanks at its ends, never empty, without a NUL
   */
  Reading read(Line line);
}
