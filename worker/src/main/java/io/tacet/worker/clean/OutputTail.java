package io.tacet.worker.clean;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a program's output, fit for a status. Stateless. */
final class OutputTail {

  static final int LONGEST = 1024;

  private OutputTail() {}

  /** Its last lines behind a colon; empty when there are none or they can't be read. */
  static String of(Path log) {
    if (!Files.isRegularFile(log)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - LONGEST);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      // begin with a whole line, if there is one: half a line or half a letter says nothing
      int line = from == 0 ? -1 : text.indexOf('\n');
      String lines = text.substring(line + 1).replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?").strip();
      return lines.isEmpty() ? "" : ": " + lines;
    } catch (IOException e) {
      return " (its output can't be read: " + e.getMessage() + ")";
    }
  }
}
