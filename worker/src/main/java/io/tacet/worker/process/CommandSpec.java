package io.tacet.worker.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command as it is to be run.
 *
 * @param words program and arguments
 * @param environment all its variables but the worker's token
 * @param directory where it runs
 * @param output file its standard output is appended to
 * @param errors file its standard error is appended to
 * @param ownNetwork whether it runs in the job's own network, which has only loopback
 */
public record CommandSpec(
    List<String> words,
    Map<String, String> environment,
    Path directory,
    Path output,
    Path errors,
    boolean ownNetwork) {

  /** Copies words and environment. */
  public CommandSpec {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }
}
