package io.tacet.cli.up;

import io.tacet.cli.terminal.LiveLine;
import io.tacet.cli.terminal.Paint;
import io.tacet.cli.terminal.Terminal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells how the parts come up: one line for each when it is ready, and, on a terminal, who is still
 * awaited. Safe for use by several threads.
 */
public final class StartLog implements AutoCloseable {

  private final Terminal terminal;
  private final Paint paint;
  private final LiveLine line;
  private final long begin = System.nanoTime();
  private final Set<String> awaited = new LinkedHashSet<>();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "start-log");
            thread.setDaemon(true);
            return thread;
          });

  /** On standard error of this terminal. */
  public StartLog(Terminal terminal) {
    this.terminal = terminal;
    paint = terminal.paintErr();
    line = new LiveLine(terminal);
    if (terminal.errIsTerminal()) {
      ScheduledFuture<?> unused =
          ticks.scheduleAtFixedRate(this::showAwaited, 0, 200, TimeUnit.MILLISECONDS);
    }
  }

  /** A part is being started. */
  public synchronized void starting(String name) {
    awaited.add(name);
  }

  /** A part can be used. */
  public synchronized void ready(String name, String where) {
    awaited.remove(name);
    line.print(
        "  "
            + paint.good("✓")
            + String.format(Locale.ROOT, " %-16s", name)
            + paint.faint(String.format(Locale.ROOT, "%5.1f s", seconds()))
            + "  "
            + where);
  }

  /** A part did not come up; the reason follows elsewhere. */
  public synchronized void failed(String name) {
    awaited.remove(name);
    line.print("  " + paint.bad("✗") + " " + name);
  }

  /** Something to know. */
  public void say(String text) {
    line.print(text);
  }

  /** Time since the beginning. */
  public Duration sinceBegin() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    line.close();
    terminal.flush();
  }

  private synchronized void showAwaited() {
    if (!awaited.isEmpty()) {
      line.show(
          String.format(Locale.ROOT, "    %.0f s, starting ", seconds())
              + String.join(", ", awaited)
              + " …");
    }
  }

  private double seconds() {
    return sinceBegin().toMillis() / 1000.0;
  }
}
