package io.tacet.worker.clean;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of a program's output, fit for a status. One thread at a time. */
final class OutputTail {

  static final int LONGEST = 1024;

  private byte[] end = new byte[0];
  private boolean cut;

  /** Adds what came. */
  void add(byte[] bytes, int length) {
    byte[] all = Arrays.copyOf(end, end.length + length);
    System.arraycopy(bytes, 0, all, end.length, length);
    cut |= all.length > LONGEST;
    end = Arrays.copyOfRange(all, Math.max(0, all.length - LONGEST), all.length);
  }

  /** Its last lines behind a colon; empty when there are none. */
  String text() {
    String text = new String(end, StandardCharsets.UTF_8);
    // begin with a whole line, if there is one: half a line or half a letter says nothing
    int line = cut ? text.indexOf('\n') : -1;
    String lines = text.substring(line + 1).replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?").strip();
    return lines.isEmpty() ? "" : ": " + lines;
  }
}
