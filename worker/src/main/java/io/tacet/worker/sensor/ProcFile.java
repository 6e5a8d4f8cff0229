package io.tacet.worker.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of the kernel's, opened once and read anew with {@link #refresh}, and a cursor over its
 * text. Neither allocates. A line that does not fit into the buffer is left out, with all after it.
 * Not thread-safe.
 */
public final class ProcFile implements Closeable {

  private final FileChannel channel;
  private final ByteBuffer text;

  private ProcFile(FileChannel channel, int capacity) {
    this.channel = channel;
    this.text = ByteBuffer.allocateDirect(capacity);
    text.limit(0);
  }

  /**
   * Opens a file.
   *
   * @param capacity most bytes that are looked at
   */
  public static ProcFile open(Path path, int capacity) throws IOException {
    return new ProcFile(FileChannel.open(path, StandardOpenOption.READ), capacity);
  }

  /** Reads the file from its start and puts the cursor there. */
  public void refresh() throws IOException {
    text.clear();
    // The kernel may hand out a page at a time (seq_file), so read until nothing comes.
    while (text.hasRemaining() && channel.read(text, text.position()) > 0) {}
    boolean full = !text.hasRemaining();
    text.flip();
    if (full) {
      leaveOutCutLine();
    }
  }

  /** Half a number would be a wrong one. */
  private void leaveOutCutLine() {
    int end = text.limit();
    while (end > 0 && text.get(end - 1) != '\n') {
      end--;
    }
    text.limit(end);
  }

  /** Whether the cursor is at the end. */
  public boolean atEnd() {
    return !text.hasRemaining();
  }

  /** Moves the cursor to the start of the next line. */
  public void nextLine() {
    while (text.hasRemaining() && text.get() != '\n') {}
  }

  /** Moves the cursor over blanks and tabs. */
  public void skipBlanks() {
    while (text.hasRemaining() && isBlank(text.get(text.position()))) {
      text.get();
    }
  }

  /** Moves the cursor past the text if it stands there. */
  public boolean skip(byte[] expected) {
    int start = text.position();
    if (text.remaining() < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (text.get(start + i) != expected[i]) {
        return false;
      }
    }
    text.position(start + expected.length);
    return true;
  }

  /** Moves the cursor over a number of words and the blanks before them. */
  public void skipWords(int count) {
    for (int i = 0; i < count; i++) {
      skipBlanks();
      while (text.hasRemaining() && text.get(text.position()) > ' ') {
        text.get();
      }
    }
  }

  /** The whole number after blanks, or {@link Sensor#MISSING}; the cursor is behind it. */
  public long number() {
    skipBlanks();
    long value = 0;
    boolean any = false;
    while (text.hasRemaining()) {
      int digit = text.get(text.position()) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      text.get();
      value = value * 10 + digit;
      any = true;
    }
    return any ? value : Sensor.MISSING;
  }

  /** Moves the cursor to just behind the next of these characters; to the end without one. */
  public void skipPast(char wanted) {
    while (text.hasRemaining() && text.get() != wanted) {}
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }
}
