package io.tacet.accountant.imports.lines;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream whose next bytes can be looked at, and that counts what was taken. It says of itself
 * that there is more as long as there is: {@code GZIPInputStream} believes a member to be the last
 * one otherwise. For one thread.
 */
final class Peeked extends InputStream {

  private static final int AHEAD = 64 * 1024;

  private final InputStream in;
  private final byte[] ahead = new byte[AHEAD];
  private int next;
  private int end;

  Peeked(InputStream in) {
    this.in = in;
  }

  boolean startsWith(int... bytes) throws IOException {
    while (end - next < bytes.length) {
      int read = in.read(ahead, end, AHEAD - end);
      if (read < 0) {
        return false;
      }
      end += read;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((ahead[next + i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int read() throws IOException {
    return fill() ? ahead[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (next == end && length >= AHEAD) {
      return in.read(buffer, offset, length);
    }
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int taken = Math.min(length, end - next);
    System.arraycopy(ahead, next, buffer, offset, taken);
    next += taken;
    return taken;
  }

  @Override
  public int available() throws IOException {
    return fill() ? end - next : 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    while (next == end) {
      int read = in.read(ahead, 0, AHEAD);
      if (read < 0) {
        return false;
      }
      next = 0;
      end = read;
    }
    return true;
  }
}
