package io.tacet.worker.measure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;

/** A command that keeps a CPU busy and says by times(1p) how much of it it got. */
final class Busy {

  static final String LOOP_AND_TIMES = "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; times";

  /** Starting and ticks, µs. */
  static final Offset<Long> TOLERANCE = Offset.offset(150_000L);

  private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

  private Busy() {}

  /** CPU time by the command's own word, µs. */
  static long said(Measurement measurement) {
    Matcher times = TIMES.matcher(Jobs.text(measurement));
    if (!times.find()) {
      throw new AssertionError("no times in: " + Jobs.text(measurement));
    }
    double seconds =
        Integer.parseInt(times.group(1)) * 60
            + Double.parseDouble(times.group(2))
            + Integer.parseInt(times.group(3)) * 60
            + Double.parseDouble(times.group(4));
    return Math.round(seconds * 1e6);
  }

  static long used(Measurement measurement) {
    return measurement.cpuTime().getUserMicros() + measurement.cpuTime().getSystemMicros();
  }
}
