package io.tacet.accountant.imports.lines;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stream apart into blocks of whole lines, with memory for a few blocks, whatever is in it.
 *
 * <p>Of a line longer than a block its beginning is given and the rest is dropped. A stream that
 * breaks off gives the whole lines before the break, then {@link #failure}. A last line without an
 * end is given only if the stream is known to be complete, because a file that is being written may
 * end within a line. Blocks are reused: a block is lost when so many have come after it. For one
 * thread.
 */
public final class Blocks {

  /** Bytes; so much of a line counts as another one. */
  private static final int LONG = 512;

  private final InputStream in;
  private final boolean complete;
  private final int mostLines;
  private final byte[][] buffers;
  private int turn;
  private byte[] rest = new byte[0];
  private int restFrom;
  private int restLength;
  private long line = 1;
  private boolean dropping;
  private boolean ended;
  private boolean unfinished;
  private @Nullable IOException failure;

  /**
   * Takes a stream apart.
   *
   * @param complete whether a last line without an end is a whole one
   * @param blockBytes size of a block, at most
   * @param mostLines lines of a block, at most; a long one counts once more for every 512 bytes,
   *     because names in it are kept several times over
   * @param valid how many of the last blocks stay valid, at least 1
   */
  public Blocks(InputStream in, boolean complete, int blockBytes, int mostLines, int valid) {
    this.in = in;
    this.complete = complete;
    this.mostLines = mostLines;
    this.buffers = new byte[valid][blockBytes];
  }

  /** The next block; null after the last. */
  public @Nullable Block next() {
    while (!ended || restLength > 0) {
      byte[] buffer = buffers[turn];
      System.arraycopy(rest, restFrom, buffer, 0, restLength);
      int length = fill(buffer, restLength);
      restLength = 0;
      int from = dropping ? dropped(buffer, length) : 0;
      Block block = block(buffer, from, length);
      if (block != null) {
        turn = (turn + 1) % buffers.length;
        return block;
      }
    }
    return null;
  }

  /** What ended the stream before its end; null when nothing did. */
  public @Nullable IOException failure() {
    return failure;
  }

  /** Whether the last line had no end and was not given. */
  public boolean isUnfinished() {
    return unfinished;
  }

  private @Nullable Block block(byte[] buffer, int from, int length) {
    int end = from;
    int lines = 0;
    int counted = 0;
    for (int i = from; i < length && counted < mostLines; i++) {
      if (buffer[i] == '\n') {
        counted += 1 + (i - end) / LONG;
        end = i + 1;
        lines++;
      }
    }
    if (end > from) {
      keep(buffer, end, length);
      long first = line;
      line += lines;
      return new Block(shifted(buffer, from, end), end - from, first, false);
    }
    if (length == from) {
      return null;
    }
    if (ended) {
      unfinished = !complete || failure != null;
      return unfinished
          ? null
          : new Block(shifted(buffer, from, length), length - from, line++, false);
    }
    if (from > 0) {
      keep(buffer, from, length);
      return null;
    }
    dropping = true;
    return new Block(buffer, length, line++, true);
  }

  private void keep(byte[] buffer, int from, int length) {
    rest = buffer;
    restFrom = from;
    restLength = length - from;
  }

  /** Where the line after the dropped one begins. */
  private int dropped(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        dropping = false;
        return i + 1;
      }
    }
    return length;
  }

  private int fill(byte[] buffer, int from) {
    int length = from;
    try {
      while (length < buffer.length && !ended) {
        int read = in.read(buffer, length, buffer.length - length);
        if (read < 0) {
          ended = true;
        } else {
          length += read;
        }
      }
    } catch (IOException e) {
      ended = true;
      failure = e;
    }
    return length;
  }

  private static byte[] shifted(byte[] buffer, int from, int end) {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, end - from);
    }
    return buffer;
  }
}
