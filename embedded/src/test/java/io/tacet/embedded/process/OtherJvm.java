package io.tacet.embedded.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with this one's class path that prints process ids and stays until it is ended. */
public final class OtherJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private OtherJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  public static OtherJvm start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new OtherJvm(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
  }

  /** The process ids it prints, one a line, once it has printed this many. */
  public List<Long> pids(int count) throws IOException {
    List<Long> pids = new ArrayList<>();
    while (pids.size() < count) {
      String line = output.readLine();
      if (line == null) {
        throw new IOException("the other JVM ended after printing " + pids);
      }
      pids.add(Long.parseLong(line));
    }
    return pids;
  }

  public void kill() {
    process.destroyForcibly();
  }

  public void terminate() {
    process.destroy();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
  }
}
