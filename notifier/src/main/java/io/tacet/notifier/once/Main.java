package io.tacet.notifier.once;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.util.List;

/** Starts the service; with {@code --once} it sends what is due and ends. */
@QuarkusMain
public final class Main implements QuarkusApplication {

  private static final String ONCE = "--once";
  private static final int NOT_UNDERSTOOD = 2;
  private static final String HELP =
      """
      usage: tacet-notifier [--once]

      Without an option: runs until it is stopped.
      --once  reads what is on the topics, sends what is due, and ends; opens no port.
              0: nothing waits. 1: mails wait for another time, or it could not be done.
      """;

  private final OnceRun onceRun;

  Main(OnceRun onceRun) {
    this.onceRun = onceRun;
  }

  /** The program. */
  public static void main(String... arguments) {
    List<String> all = List.of(arguments);
    if (all.contains("--help") || all.contains("-h")) {
      write(System.out, HELP);
      return;
    }
    if (!all.isEmpty() && !all.equals(List.of(ONCE))) {
      write(System.err, "not understood: " + String.join(" ", all) + "\n" + HELP);
      System.exit(NOT_UNDERSTOOD);
    }
    if (!all.isEmpty()) {
      System.setProperty("tacet.notifier.once", "true");
      System.setProperty("quarkus.http.host-enabled", "false");
    }
    Quarkus.run(Main.class, arguments);
  }

  @Override
  public int run(String... arguments) throws Exception {
    if (List.of(arguments).contains(ONCE)) {
      return onceRun.run();
    }
    Quarkus.waitForExit();
    return 0;
  }

  private static void write(PrintStream stream, String text) {
    stream.print(text);
    stream.flush();
  }
}
