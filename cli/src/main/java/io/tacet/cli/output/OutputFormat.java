package io.tacet.cli.output;

/** The form of an answer. */
public enum OutputFormat {
  /** For people: units, no promise about its looks. */
  TABLE,
  /** The REST body as it is. */
  JSON,
  /** RFC 4180, one header line, plain numbers whose unit the header names. */
  CSV
}
