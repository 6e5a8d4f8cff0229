package io.tacet.cli.terminal;

/**
 * Colours by meaning, as ANSI sequences; none when they are off. Immutable.
 *
 * @param on whether to colour at all
 */
public record Paint(boolean on) {

  /** What a reader looks for first. */
  public String strong(String text) {
    return sequence("1", text);
  }

  /** What only completes the picture. */
  public String faint(String text) {
    return sequence("2", text);
  }

  /** What went as it should. */
  public String good(String text) {
    return sequence("32", text);
  }

  /** What needs a look. */
  public String warning(String text) {
    return sequence("33", text);
  }

  /** What went wrong. */
  public String bad(String text) {
    return sequence("1;31", text);
  }

  private String sequence(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
