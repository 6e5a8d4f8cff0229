package io.tacet.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Standard output and standard error. Answers go to the one; progress, hints and failures to the
 * other. Immutable; the writers are safe for use by several threads.
 *
 * @param outIsTerminal whether a person sees standard output as it is written
 * @param errIsTerminal the same of standard error
 * @param colours whether colours are welcome
 * @param columns width, characters
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean colours,
    int columns) {

  private static final int DEFAULT_COLUMNS = 100;

  /**
   * That of this process. The launcher tells which streams are terminals ({@code
   * tacet.terminal=out,err}) because Java can't ask for each.
   */
  public static Terminal ofProcess(Map<String, String> environment) {
    String terminals = System.getProperty("tacet.terminal", "");
    String noColor = environment.getOrDefault("NO_COLOR", "");
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        terminals.contains("out"),
        terminals.contains("err"),
        noColor.isEmpty() && !"dumb".equals(environment.get("TERM")),
        columns(System.getProperty("tacet.terminal.columns", "")));
  }

  /** Colours for standard output. */
  public Paint paintOut() {
    return new Paint(colours && outIsTerminal);
  }

  /** Colours for standard error. */
  public Paint paintErr() {
    return new Paint(colours && errIsTerminal);
  }

  /** The same with all that would go to standard output on standard error. */
  public Terminal allToErr() {
    return new Terminal(err, err, errIsTerminal, errIsTerminal, colours, columns);
  }

  /** The same with progress on standard output, where the rest of a story is told. */
  public Terminal allToOut() {
    return new Terminal(out, out, outIsTerminal, outIsTerminal, colours, columns);
  }

  /** Writes what is still held back. */
  public void flush() {
    out.flush();
    err.flush();
  }

  private static PrintWriter writer(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, UTF_8);
  }

  private static int columns(String given) {
    return given.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(given) : DEFAULT_COLUMNS;
  }
}
