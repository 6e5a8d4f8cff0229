package io.tacet.accountant.imports;

import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Line;
import java.util.Arrays;

/**
 * A line for quarantine.
 *
 * @param number in its file, from 1
 * @param content its bytes, at most {@link #MOST_BYTES}
 * @param cut whether there were more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BadLine(long number, BadReason reason, String detail, byte[] content, boolean cut) {

  /** Bytes of a line that are kept. */
  static final int MOST_BYTES = 64 * 1024;

  static BadLine of(long number, BadReason reason, String detail, Line line, boolean cut) {
    int kept = Math.min(line.length(), MOST_BYTES);
    return new BadLine(
        number,
        reason,
        detail,
        Arrays.copyOfRange(line.data(), line.from(), line.from() + kept),
        cut || kept < line.length());
  }
}
