package io.tacet.worker.hwmon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An attribute of sysfs: a small file with one value. Only its first page is looked at, as the
 * kernel never gives more. Stateless.
 */
public final class SysAttribute {

  private static final int PAGE = 4096;

  private SysAttribute() {}

  /**
   * Its text without blanks around it.
   *
   * @throws IOException when there is no such attribute, or its driver gives an error (a chip that
   *     sleeps or is gone: EAGAIN, ENODATA, EIO, ENXIO)
   */
  public static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(PAGE), StandardCharsets.UTF_8).strip();
    }
  }

  /** Its text; empty when it can't be read or is blank. */
  public static Optional<String> find(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(text(file)).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty(); // an attribute that gives an error is one that is not there
    }
  }

  /**
   * Its whole number.
   *
   * @throws IOException when it can't be read or is none
   */
  public static long number(Path file) throws IOException {
    String text = text(file);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException(file + " holds no whole number but '" + shortened(text) + "'", e);
    }
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 40 ? line : line.substring(0, 40) + "…";
  }
}
