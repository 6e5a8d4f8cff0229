package io.tacet.cli.up;

import io.tacet.embedded.parts.ClassArchive;
import io.tacet.embedded.parts.JavaProgram;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one of our own services is started. Immutable.
 *
 * @param name how messages call it
 * @param jar the jar that runs it
 * @param environment its settings
 * @param log where its output goes
 * @param readiness when it can be used
 */
record Service(
    String name, Path jar, Map<String, String> environment, Path log, Readiness readiness) {

  /**
   * The heap begins small and grows late; Java would begin with a share of the machine's memory.
   */
  private static final List<String> MODEST =
      List.of("-Xms16m", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20");

  /** Fewer pools of native memory: the C library keeps one per CPU and more, each with its rest. */
  private static final String ARENAS = "MALLOC_ARENA_MAX";

  private static final int HEAP_MEGABYTES = 96;
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  /** Starts it and waits until it is ready. */
  ChildProcess start() {
    ClassArchive.Use classes = ClassArchive.ofService(jar).use();
    List<String> command = new ArrayList<>(MODEST);
    command.addAll(classes.flags());
    command.add("-jar");
    command.add(jar.toString());
    return start(JavaProgram.lean(HEAP_MEGABYTES, command), classes);
  }

  /** The same with a command line of its own, which has the flags of the archive in it. */
  ChildProcess start(List<String> command, ClassArchive.Use classes) {
    return ChildProcess.builder(name)
        .command(command)
        .classes(classes)
        .environment(environment)
        .environment(ARENAS, "2")
        .log(log)
        .readyWhen(readiness, START_LIMIT)
        .start();
  }
}
