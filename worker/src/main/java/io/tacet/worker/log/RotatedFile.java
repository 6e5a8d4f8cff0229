package io.tacet.worker.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is added to and never becomes larger than its rotation allows: then it is put aside
 * as {@code NAME.1}, what was {@code NAME.1} becomes {@code NAME.2}, and so on, as Quarkus does
 * with the logs it writes. One thread at a time.
 */
public final class RotatedFile implements Closeable {

  private final Path file;
  private final Rotation rotation;
  private OutputStream out;
  private long size;

  private RotatedFile(Path file, Rotation rotation) throws IOException {
    this.file = file;
    this.rotation = rotation;
    this.out = open(file);
    this.size = Files.size(file);
  }

  /** Goes on with a file, or begins it. */
  public static RotatedFile open(Path file, Rotation rotation) throws IOException {
    return new RotatedFile(file, rotation);
  }

  /** Adds some bytes; at once on the disk's side of this process. */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (size >= rotation.maxBytes()) {
        putAside();
      }
      int fitting = (int) Math.min(length - done, rotation.maxBytes() - size);
      out.write(bytes, offset + done, fitting);
      size += fitting;
      done += fitting;
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void putAside() throws IOException {
    out.close();
    for (int number = rotation.maxFiles(); number > 1; number--) {
      Path older = aside(number - 1);
      if (Files.exists(older)) {
        Files.move(older, aside(number), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(file, aside(1), StandardCopyOption.REPLACE_EXISTING);
    out = open(file);
    size = 0;
  }

  private Path aside(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  private static OutputStream open(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
