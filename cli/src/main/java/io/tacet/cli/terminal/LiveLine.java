package io.tacet.cli.terminal;

/**
 * The last line on standard error, changed in place. Where that is no terminal, nothing is written
 * but the lines that stay. Safe for use by several threads.
 */
public final class LiveLine implements AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private String shown = "";

  /** On this terminal. */
  public LiveLine(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Shows this in place of what is shown. */
  public synchronized void show(String text) {
    if (!terminal.errIsTerminal() || text.equals(shown)) {
      return;
    }
    int room = Math.max(10, terminal.columns() - 1);
    shown = text;
    terminal.err().print(CLEAR + (text.length() > room ? text.substring(0, room - 1) + "…" : text));
    terminal.err().flush();
  }

  /** Writes a line that stays, above the live one. */
  public synchronized void print(String line) {
    String live = shown;
    clear();
    terminal.err().println(line);
    terminal.err().flush();
    show(live);
  }

  /** Removes it. */
  public synchronized void clear() {
    if (!shown.isEmpty()) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
      shown = "";
    }
  }

  @Override
  public void close() {
    clear();
  }
}
