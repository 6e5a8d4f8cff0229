package io.tacet.worker.hwmon;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A machine's {@code /sys} and {@code /proc}, laid out in a directory from a listing: one line per
 * file ({@code path = text}, with {@code \n} for an end of line) or link ({@code path -> target}).
 * A listing keeps what a copy of sysfs would not: links to devices, and names with colons.
 */
public final class SysTree {

  private final Path root;

  private SysTree(Path root) {
    this.root = root;
  }

  /** The machine in {@code sys/<name>.txt} of the resources. */
  public static SysTree of(String name, Path root) throws IOException {
    URL url = Objects.requireNonNull(SysTree.class.getResource("/sys/" + name + ".txt"), name);
    SysTree tree = new SysTree(root);
    try {
      for (String line : Files.readAllLines(Path.of(url.toURI()))) {
        tree.add(line);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
    return tree;
  }

  /** A machine of which nothing can be seen. */
  public static SysTree empty(Path root) {
    return new SysTree(root);
  }

  /** Its {@code /sys}. */
  public Path sys() {
    return root.resolve("sys");
  }

  /** Its {@code /proc}. */
  public Path proc() {
    return root.resolve("proc");
  }

  /** Writes a file; an end of line is added. */
  public SysTree write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
    return this;
  }

  /** Writes a file, whatever the bytes. */
  public SysTree write(String file, byte[] bytes) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
    return this;
  }

  /** Makes a link and the directory it points to. */
  public SysTree link(String file, String target) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.createDirectories(path.resolveSibling(target).normalize());
    Files.createSymbolicLink(path, Path.of(target));
    return this;
  }

  /** Takes a file or link away. */
  public SysTree remove(String file) throws IOException {
    Files.delete(root.resolve(file));
    return this;
  }

  private void add(String line) throws IOException {
    int arrow = line.indexOf(" -> ");
    int equals = line.indexOf(" = ");
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    if (arrow > 0) {
      link(line.substring(0, arrow), line.substring(arrow + 4));
    } else if (equals > 0) {
      byte[] text =
          (line.substring(equals + 3).replace("\\n", "\n") + "\n").getBytes(StandardCharsets.UTF_8);
      write(line.substring(0, equals), text);
    } else {
      throw new IllegalArgumentException("Neither a file nor a link: " + line);
    }
  }
}
