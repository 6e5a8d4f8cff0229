package io.tacet.embedded.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of a small server on the JVM this one runs on. */
public final class JavaProgram {
  /** Its environment: few malloc arenas, which else cost tens of MiB that are never used. */
  public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

  private JavaProgram() {}

  /**
   * The {@code java} command with the flags every server here has: serial collector, first compiler
   * only, a bounded heap; more with {@link ProgramSize#SERVER}. The rest of the command line
   * follows.
   *
   * @param heapMegabytes greatest heap, MiB
   */
  public static List<String> lean(int heapMegabytes, List<String> rest) {
    ProgramSize size = ProgramSize.chosen();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + size.heap(heapMegabytes) + "m");
    command.add("-Xss512k");
    command.add("-XX:+UseSerialGC");
    command.addAll(size.compilerFlags());
    command.add("-XX:-UsePerfData");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(rest);
    return List.copyOf(command);
  }
}
