package io.tacet.cli.imports;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.terminal.LiveLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * How far the sending of a file is: a bar, the rate, and how long it will go on. The service takes
 * bytes only as fast as it books them. For one thread.
 */
final class Progress {

  private static final int WIDTH = 24;
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final String file;
  private final LiveLine line;
  private final InstantSource clock;
  private final Instant began;
  private Instant shown = Instant.EPOCH;
  private long bytes = -1;
  private long sent;

  Progress(String file, LiveLine line, InstantSource clock) {
    this.file = file;
    this.line = line;
    this.clock = clock;
    this.began = clock.instant();
  }

  /** Of how many bytes. */
  void of(long all) {
    bytes = all;
  }

  /** Some more were sent. */
  void sent(int more) {
    sent += more;
    Instant now = clock.instant();
    if (!now.isBefore(shown.plus(BETWEEN))) {
      shown = now;
      line.show(text(now));
    }
  }

  /** All were sent; the last of them are being booked. */
  void allSent() {
    line.show(file + "  all sent, the last lines are being booked");
  }

  private String text(Instant now) {
    double seconds = Math.max(0.001, Duration.between(began, now).toMillis() / 1000.0);
    double rate = sent / seconds;
    String speed = Amounts.bytes(rate) + "/s";
    if (bytes <= 0) {
      return file + "  " + Amounts.bytes((double) sent) + "  " + speed;
    }
    double done = Math.min(1, (double) sent / bytes);
    int full = (int) (WIDTH * done);
    Duration rest = Duration.ofSeconds(Math.round((bytes - sent) / Math.max(1, rate)));
    return String.format(
        Locale.ROOT,
        "%s  [%s%s] %3.0f %%  %s of %s  %s  %s left",
        file,
        "#".repeat(full),
        ".".repeat(WIDTH - full),
        100 * done,
        Amounts.bytes((double) sent),
        Amounts.bytes((double) bytes),
        speed,
        Amounts.duration(rest));
  }
}
