package io.tacet.worker;

import io.quarkus.picocli.runtime.PicocliRunner;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.tacet.worker.start.Start;
import java.util.List;

/** The worker's program: settings first, then the command line. */
@QuarkusMain
public final class Worker {

  private static final int USAGE = 2;

  private Worker() {}

  /** Runs the command. */
  public static void main(String... arguments) {
    List<String> problems = new Start(System.getenv()).prepare(List.of(arguments));
    if (!problems.isEmpty()) {
      problems.forEach(System.err::println);
      System.err.flush();
      System.exit(USAGE);
    }
    Quarkus.run(PicocliRunner.class, arguments);
  }
}
