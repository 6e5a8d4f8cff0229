package io.tacet.embedded.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The directory into which the build of this module has put the programs it runs ({@code
 * target/parts}). Its path is written into {@code parts.properties} at build time; the system
 * property {@code tacet.embedded.parts} names another.
 */
public record PartsDirectory(Path path) {
  private static final String PROPERTY = "tacet.embedded.parts";

  /**
   * Finds it.
   *
   * @throws IllegalStateException if it is not there
   */
  public static PartsDirectory find() {
    String given = System.getProperty(PROPERTY);
    Path path = Path.of(given != null ? given : builtIn());
    if (!Files.isDirectory(path)) {
      throw new IllegalStateException(
          "The servers are not in "
              + path
              + "; build the module tacet-embedded again, or set -D"
              + PROPERTY
              + " to where they are.");
    }
    return new PartsDirectory(path);
  }

  /** A directory in it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** The jars in one of its directories, in an order that does not change. */
  public List<Path> jars(String name) {
    try (Stream<Path> files = Files.list(resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("can't list " + resolve(name), e);
    }
  }

  /** The archive of the classes of the program in this jar, which is in one of its directories. */
  public ClassArchive classesOf(Path jar) {
    return ClassArchive.of(jar, resolve("classes"));
  }

  private static String builtIn() {
    Properties properties = new Properties();
    try (InputStream resource =
        PartsDirectory.class.getResourceAsStream("/io/tacet/embedded/parts.properties")) {
      properties.load(
          Objects.requireNonNull(resource, "parts.properties is not on the class path"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(properties.getProperty("directory"));
  }
}
