package io.tacet.accountant.imports.record;

import java.nio.charset.Charset;

/**
 * A line of a file, without its end. Lives as long as nobody reuses the bytes.
 *
 * @param data bytes among which it lies; not to be changed
 * @param from index of its first byte
 * @param to index after its last byte
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
public record Line(byte[] data, int from, int to) {

  /** Bytes of their own. */
  public static Line of(byte[] data) {
    return new Line(data, 0, data.length);
  }

  /** Bytes. */
  public int length() {
    return to - from;
  }

  /** Without blanks, tabs and carriage returns at its ends. */
  public Line stripped() {
    int start = from;
    int end = to;
    while (start < end && isBlank(data[start])) {
      start++;
    }
    while (end > start && isBlank(data[end - 1])) {
      end--;
    }
    return new Line(data, start, end);
  }

  /** A part of it as text. */
  public String text(int start, int end, Charset charset) {
    return new String(data, start, end - start, charset);
  }

  /** Whether there is a NUL in it. */
  public boolean holdsNul() {
    for (int i = from; i < to; i++) {
      if (data[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || one == '\t' || one == '\r';
  }
}
