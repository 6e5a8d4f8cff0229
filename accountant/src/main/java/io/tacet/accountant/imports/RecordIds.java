package io.tacet.accountant.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.accountant.imports.record.Digests;
import io.tacet.accountant.imports.record.UsageLine;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What a record is known by, as the function {@code usage_record_id} of the database makes it: the
 * second it started in, four bytes, and twelve of a hash of source, cluster and key. The start is a
 * part of every key, so that it adds nothing but an order. For one thread.
 */
final class RecordIds {

  private static final long MICROS = 1_000_000;

  private final String before;
  private final Digests digests = new Digests();

  /** Of the records of one source and cluster. */
  RecordIds(String source, String cluster) {
    this.before = source + "\n" + cluster + "\n";
  }

  /**
   * Of one.
   *
   * @param startedMicros µs since 1970; {@link UsageLine#NONE} when it never ran
   */
  UUID of(String key, long startedMicros) {
    ByteBuffer hash = ByteBuffer.wrap(digests.of((before + key).getBytes(UTF_8)));
    long seconds = startedMicros == UsageLine.NONE ? 0 : Math.floorDiv(startedMicros, MICROS);
    return new UUID(
        seconds << Integer.SIZE | Integer.toUnsignedLong(hash.getInt()), hash.getLong());
  }
}
