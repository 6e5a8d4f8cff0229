package io.tacet.worker.log;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Configuration of the log files. What goes to the console goes to {@code file}, warnings and
 * errors to {@code error-file} as well. Nothing is written while a job is measured.
 */
@ConfigMapping(prefix = "tacet.worker.log")
public interface LogConfig {

  /** Whether there are log files at all. */
  @WithDefault("true")
  boolean files();

  /** The log; {@code log/worker.log} in the state directory unless given. */
  Optional<Path> file();

  /** Warnings and errors; {@code log/errors.log} in the state directory unless given. */
  Optional<Path> errorFile();

  /** Size at which a file is put aside and a new one begun: a number of bytes, or with K, M, G. */
  @WithDefault("10M")
  MemorySize maxSize();

  /** How many files that were put aside are kept of each; the older ones are deleted. */
  @WithDefault("5")
  int maxFiles();
}
