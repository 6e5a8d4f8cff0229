package io.tacet.worker.sensor;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Trees like {@code /proc} and {@code /sys}, copied from the test's resources or written. */
public final class ProcTree {

  private final Path root;

  private ProcTree(Path root) {
    this.root = root;
  }

  /** An empty one in a directory. */
  public static ProcTree in(Path root) {
    return new ProcTree(root);
  }

  /** A copy of {@code proc/<name>} of the resources. */
  public static ProcTree copyOf(String name, Path root) throws IOException {
    Path from = resource(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = root.resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return new ProcTree(root);
  }

  /** {@code proc/<name>} of the resources, not to be written to. */
  public static Path resource(String name) {
    URL url = Objects.requireNonNull(ProcTree.class.getResource("/proc/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  /** Its root. */
  public Path root() {
    return root;
  }

  /** Writes a file in place, as an open descriptor sees it: no new file instead of the old one. */
  public ProcTree write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  /** Makes {@code block/<name>}, with a device behind it where it is hardware. */
  public ProcTree blocks(List<String> hardware, List<String> virtual) throws IOException {
    for (String name : hardware) {
      Files.createDirectories(root.resolve("block").resolve(name).resolve("device"));
    }
    for (String name : virtual) {
      Files.createDirectories(root.resolve("block").resolve(name));
    }
    return this;
  }
}
