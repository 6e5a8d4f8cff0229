package io.tacet.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 5s}, {@code 1h30m}. */
final class Durations {

  static final String EXAMPLES = "write a duration such as 500ms, 5s, 10m or 1h30m, at most 8760h";

  /** Far more than anything takes, far less than nanoseconds can count. */
  static final Duration LONGEST = Duration.ofDays(365);

  /** Enough for any duration; a text of very many parts is not gone through. */
  private static final int LONGEST_TEXT = 64;

  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private Durations() {}

  /** Reads a positive duration of at most {@link #LONGEST}; empty when it is none. */
  static Optional<Duration> read(String text) {
    if (text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    int at = 0;
    while (at < text.length() && part.find(at) && part.start() == at) {
      sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
      at = part.end();
    }
    boolean whole = at == text.length();
    return whole && !sum.isZero() && sum.compareTo(LONGEST) <= 0
        ? Optional.of(sum)
        : Optional.empty();
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
