package io.tacet.accountant.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.accountant.imports.record.UsageLine;
import io.tacet.accountant.usage.DaySums;
import io.tacet.accountant.usage.StagedRows;
import io.tacet.accountant.usage.StagedUsage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows that are to be booked, in PostgreSQL's binary form of COPY (COPY, "Binary Format"), whose
 * reading costs the server least. Reused; for one thread at a time.
 */
final class StagingRows implements StagedRows {

  private static final byte[] BEGIN = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final String COPY =
      "COPY %s (" + StagedUsage.COLUMNS + ") FROM STDIN (FORMAT binary)";
  private static final int COLUMNS = 17;
  private static final int FIRST_SIZE = 1 << 20;
  private static final int PART = 1 << 16;
  private static final int FIRST_ATTEMPT = 1;
  private static final int FIRST_ROWS = 16_384;
  private static final long DAY_MICROS = 86_400_000_000L;

  /** From 1970 to 2000, where PostgreSQL's times begin. */
  private static final long EPOCH_MICROS = 946_684_800_000_000L;

  /** The same in days. */
  private static final int EPOCH_DAYS = 10_957;

  private final byte[] source;
  private final byte[] cluster;
  private final RecordIds ids;
  private final InstantSource clock;
  private final DaySums sums = new DaySums();
  private byte[] bytes = new byte[FIRST_SIZE];
  private long[] lines = new long[FIRST_ROWS];
  private long bookedAt;
  private int size;
  private int rows;

  /**
   * Rows of one source and cluster.
   *
   * @param clock tells when they become known
   */
  StagingRows(String source, String cluster, InstantSource clock) {
    this.source = source.getBytes(UTF_8);
    this.cluster = cluster.getBytes(UTF_8);
    this.ids = new RecordIds(source, cluster);
    this.clock = clock;
    clear();
  }

  /** Forgets all rows. */
  void clear() {
    System.arraycopy(BEGIN, 0, bytes, 0, BEGIN.length);
    size = BEGIN.length;
    rows = 0;
    sums.clear();
    bookedAt = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  @Override
  public int count() {
    return rows;
  }

  @Override
  public DaySums sums() {
    return sums;
  }

  @Override
  public long line(int place) {
    return lines[place];
  }

  /** Adds one. */
  void add(long line, UsageLine usage) {
    if (rows == lines.length) {
      lines = Arrays.copyOf(lines, 2 * rows);
    }
    lines[rows++] = line;
    int day = Math.toIntExact(Math.floorDiv(usage.endedMicros(), DAY_MICROS));
    boolean charged = usage.cpuMicros() != UsageLine.NONE;
    sums.add(
        day, usage.machine(), usage.project(), usage.user(), charged ? usage.cpuMicros() : null);
    whole2(COLUMNS);
    text(ids.of(usage.key(), usage.startedMicros()));
    text(source);
    text(cluster);
    text(usage.digest());
    text(usage.jobId());
    whole4(4);
    whole4(FIRST_ATTEMPT);
    text(usage.machine());
    text(usage.project());
    text(usage.user());
    text(usage.outcome().name());
    moment(usage.startedMicros());
    moment(usage.endedMicros());
    whole4(4);
    whole4(day - EPOCH_DAYS);
    number(usage.cpuMicros());
    text(usage.cpuSource());
    text(usage.notCharged());
    moment(bookedAt);
  }

  @Override
  public void copy(Connection connection, String table) throws SQLException {
    room(2);
    bytes[size] = -1;
    bytes[size + 1] = -1;
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY.formatted(table));
    try {
      for (int from = 0; from < size + 2; from += PART) {
        copy.writeToCopy(bytes, from, Math.min(PART, size + 2 - from));
      }
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void moment(long micros) {
    if (micros == UsageLine.NONE) {
      whole4(-1);
    } else {
      whole8(micros - EPOCH_MICROS);
    }
  }

  private void number(long number) {
    if (number == UsageLine.NONE) {
      whole4(-1);
    } else {
      whole8(number);
    }
  }

  private void text(@Nullable String text) {
    if (text == null) {
      whole4(-1);
    } else {
      text(text.getBytes(UTF_8));
    }
  }

  private void text(byte[] text) {
    whole4(text.length);
    room(text.length);
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
  }

  /** With its length before it. */
  private void whole8(long number) {
    whole4(8);
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (number >> shift);
    }
  }

  private void whole4(int number) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (number >> shift);
    }
  }

  private void whole2(int number) {
    room(2);
    bytes[size++] = (byte) (number >> 8);
    bytes[size++] = (byte) number;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length + more, 2 * bytes.length));
    }
  }
}
