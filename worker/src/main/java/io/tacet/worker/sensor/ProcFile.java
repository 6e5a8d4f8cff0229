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
 *
 * <p>The text is looked at in an array: of a direct buffer each byte costs the client compiler, the
 * only one the worker has, about ten times as much.
 */
public final class ProcFile implements Closeable {

  /**
   * The kernel may hand out a page at a time (seq_file), as many whole records as fit. No record of
   * a file read here is as long as half a page: a reading that brings less than that has brought
   * all there is, and need not be asked for more.
   */
  private static final int HALF_A_PAGE = 2048;

  private final FileChannel channel;
  private final ByteBuffer buffer;
  private final byte[] text;
  private int at;
  private int end;

  private ProcFile(FileChannel channel, Room room) {
    this.channel = channel;
    this.buffer = room.buffer;
    this.text = room.text;
  }

  /** Memory for the text of files that are read one after the other. Not thread-safe. */
  public static final class Room {

    private final ByteBuffer buffer;
    private final byte[] text;

    /** Room for so many bytes. */
    public Room(int capacity) {
      this.buffer = ByteBuffer.allocateDirect(capacity);
      this.text = new byte[capacity];
    }
  }

  /**
   * Opens a file.
   *
   * @param capacity most bytes that are looked at
   */
  public static ProcFile open(Path path, int capacity) throws IOException {
    return open(path, new Room(capacity));
  }

  /**
   * Opens a file whose text is good until another one in the same room is read.
   *
   * @param room for all that is looked at
   */
  public static ProcFile open(Path path, Room room) throws IOException {
    return new ProcFile(FileChannel.open(path, StandardOpenOption.READ), room);
  }

  /** Reads the file from its start and puts the cursor there. */
  public void refresh() throws IOException {
    at = 0;
    end = 0; // what was read before is not there if this fails
    buffer.clear();
    int read;
    do {
      read = channel.read(buffer, buffer.position());
    } while (read >= HALF_A_PAGE && buffer.hasRemaining());
    end = buffer.position();
    buffer.flip();
    buffer.get(text, 0, end);
    if (end == text.length) {
      leaveOutCutLine();
    }
  }

  /** Half a number would be a wrong one. */
  private void leaveOutCutLine() {
    while (end > 0 && text[end - 1] != '\n') {
      end--;
    }
  }

  /** Whether the cursor is at the end. */
  public boolean atEnd() {
    return at == end;
  }

  /** Moves the cursor to the start of the next line. */
  public void nextLine() {
    skipPast('\n');
  }

  /** Moves the cursor over blanks and tabs. */
  public void skipBlanks() {
    while (at < end && isBlank(text[at])) {
      at++;
    }
  }

  /** Moves the cursor past the text if it stands there. */
  public boolean skip(byte[] expected) {
    if (end - at < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (text[at + i] != expected[i]) {
        return false;
      }
    }
    at += expected.length;
    return true;
  }

  /** Moves the cursor over a number of words and the blanks before them. */
  public void skipWords(int count) {
    for (int i = 0; i < count; i++) {
      skipBlanks();
      while (at < end && text[at] > ' ') {
        at++;
      }
    }
  }

  /** The whole number after blanks, or {@link Sensor#MISSING}; the cursor is behind it. */
  public long number() {
    skipBlanks();
    int first = at;
    long value = 0;
    while (at < end) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
      at++;
    }
    return at > first ? value : Sensor.MISSING;
  }

  /** Moves the cursor to just behind the next of these characters; to the end without one. */
  public void skipPast(char wanted) {
    while (at < end) {
      if (text[at++] == wanted) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }
}
