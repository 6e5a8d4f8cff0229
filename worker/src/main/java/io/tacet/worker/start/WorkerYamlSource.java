package io.tacet.worker.start;

import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * Brings the worker's configuration file into its configuration: above what is built in and
 * config/application.yaml, below the environment. Found by Quarkus as a service; the main class
 * says by a system property which file it is.
 */
public final class WorkerYamlSource implements ConfigSourceProvider {

  /** System property with the file's path. */
  static final String PROPERTY = "worker.start.config-file";

  /** How the name of the source begins; the path follows. */
  static final String NAME = "worker.yaml ";

  /** Between a file in the working directory (265) and .env (295). */
  private static final int ORDINAL = 280;

  /** As a service. */
  public WorkerYamlSource() {}

  @Override
  public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
    String path = System.getProperty(PROPERTY, "");
    if (path.isEmpty()) {
      return List.of();
    }
    try {
      return List.of(of(new ConfigFile(Path.of(path), Files.readString(Path.of(path)))));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " was there a moment ago and can't be read", e);
    }
  }

  /** The source of this file. */
  static ConfigSource of(ConfigFile file) {
    return new YamlConfigSource(NAME + file.path(), file.text(), ORDINAL);
  }
}
