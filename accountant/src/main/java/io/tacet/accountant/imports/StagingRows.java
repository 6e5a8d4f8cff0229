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
import java.util.UUID;
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
  private static final byte[] END = {-1, -1};
  private static final String COPY =
      "COPY usage_record (" + StagedUsage.COLUMNS + ") FROM STDIN (FORMAT binary)";
  private static final int COLUMNS = 18;
  private static final int FIRST_SIZE = 1 << 18;
  private static final int PART = 1 << 16;
  private static final int FIRST_ATTEMPT = 1;
  private static final int FIRST_ROWS = 4096;
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
  private final byte[] part = new byte[PART];
  private byte[] bytes = new byte[FIRST_SIZE];
  private Row[] rows = new Row[FIRST_ROWS];
  private long bookedAt;
  private int size;
  private int count;

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
    Arrays.fill(rows, 0, count, null);
    size = 0;
    count = 0;
    sums.clear();
    bookedAt = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public UUID id(int place) {
    return rows[place].id();
  }

  @Override
  public byte[] digest(int place) {
    return rows[place].digest();
  }

  @Override
  public long line(int place) {
    return rows[place].line();
  }

  @Override
  public DaySums sums(int[] places) {
    sums.empty();
    for (int place : places) {
      rows[place].sum().add(rows[place].cpuMicros(), rows[place].severalNodes());
    }
    return sums;
  }

  /** Adds one. */
  void add(long line, UsageLine usage) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    int from = size;
    int day = Math.toIntExact(Math.floorDiv(usage.endedMicros(), DAY_MICROS));
    UUID id = ids.of(usage.key(), usage.startedMicros());
    whole2(COLUMNS);
    whole4(16);
    whole8(id.getMostSignificantBits());
    whole8(id.getLeastSignificantBits());
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
    whole4(1);
    whole1(usage.severalNodes() ? 1 : 0);
    moment(bookedAt);
    rows[count++] =
        new Row(
            line,
            id,
            usage.digest(),
            from,
            size,
            sums.of(day, usage.machine(), usage.project(), usage.user()),
            usage.severalNodes(),
            usage.cpuMicros() == UsageLine.NONE ? null : usage.cpuMicros());
  }

  @Override
  public void copy(Connection connection, int[] places) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      copy.writeToCopy(BEGIN, 0, BEGIN.length);
      int filled = 0;
      for (int place : places) {
        int from = rows[place].from();
        int length = rows[place].to() - from;
        if (filled + length > PART) {
          copy.writeToCopy(part, 0, filled);
          filled = 0;
        }
        if (length > PART) {
          copy.writeToCopy(bytes, from, length);
        } else {
          System.arraycopy(bytes, from, part, filled, length);
          filled += length;
        }
      }
      copy.writeToCopy(part, 0, filled);
      copy.writeToCopy(END, 0, END.length);
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
      whole4(8);
      whole8(micros - EPOCH_MICROS);
    }
  }

  private void number(long number) {
    if (number == UsageLine.NONE) {
      whole4(-1);
    } else {
      whole4(8);
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

  private void whole8(long number) {
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

  private void whole1(int number) {
    room(1);
    bytes[size++] = (byte) number;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length + more, 2 * bytes.length));
    }
  }

  /**
   * What is kept of a row beside its bytes.
   *
   * @param from where they begin
   * @param to where they end
   * @param sum of which day it is a part
   * @param severalNodes whether it ran on more than its machine
   * @param cpuMicros null: not charged
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(
      long line,
      UUID id,
      byte[] digest,
      int from,
      int to,
      DaySums.Sum sum,
      boolean severalNodes,
      @Nullable Long cpuMicros) {}
}
