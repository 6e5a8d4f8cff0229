package io.tacet.cli.imports;

import io.tacet.cli.failure.CommandFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The bytes of a file on their way. A file that grows meanwhile is read as far as it reached at
 * first. If it lacks the newline at its end and nobody has written to it for a minute, the newline
 * is added: only then is the last line surely a whole one. For one thread.
 */
final class SentFile extends FilterInputStream {

  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final int GZIP = 0x1f;
  private static final int ZSTD = 0x28;

  private final Progress progress;
  private final boolean settled;
  private long left;
  private int first = -1;
  private int last = '\n';
  private boolean ended;

  private SentFile(InputStream in, long bytes, boolean settled, Progress progress) {
    super(in);
    this.left = bytes;
    this.settled = settled;
    this.progress = progress;
  }

  /** A file. */
  static SentFile open(Path file, InstantSource clock, Progress progress) {
    try {
      long bytes = Files.size(file);
      Instant changed = Files.getLastModifiedTime(file).toInstant();
      progress.of(bytes);
      return new SentFile(
          Files.newInputStream(file),
          bytes,
          changed.isBefore(clock.instant().minus(SETTLED)),
          progress);
    } catch (IOException e) {
      throw new CommandFailure(e, "the file " + file + " can't be read: " + e, List.of());
    }
  }

  /** A stream that is whole where it ends. */
  static SentFile whole(InputStream in, Progress progress) {
    return new SentFile(in, Long.MAX_VALUE, true, progress);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int read = left == 0 ? -1 : in.read(buffer, offset, (int) Math.min(length, left));
    if (read > 0) {
      first = first < 0 ? buffer[offset] & 0xff : first;
      last = buffer[offset + read - 1];
      left -= read;
      progress.sent(read);
      return read;
    }
    if (!ended && settled && last != '\n' && first != GZIP && first != ZSTD) {
      ended = true;
      buffer[offset] = '\n';
      return 1;
    }
    ended = true;
    progress.allSent();
    return -1;
  }
}
