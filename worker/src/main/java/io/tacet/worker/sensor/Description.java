package io.tacet.worker.sensor;

import java.util.List;

/**
 * What there is to know about a sensor before it is opened. Immutable.
 *
 * @param name as in the configuration
 * @param help what it reads, one line
 * @param source files it reads, or calls it makes
 * @param fields its metrics
 * @param options its options
 * @param paces how often it is read unless configured otherwise
 */
public record Description(
    String name,
    String help,
    String source,
    List<Field> fields,
    List<Option> options,
    Paces paces) {

  /** One without options. */
  public static Description of(
      String name, String help, String source, Paces paces, Field... fields) {
    return new Description(name, help, source, List.of(fields), List.of(), paces);
  }

  /** The same with options. */
  public Description with(Option... more) {
    return new Description(name, help, source, fields, List.of(more), paces);
  }
}
