package io.tacet.worker.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a provider wrote, checked as the Green Metrics Tool checks it: lines {@code epoch_µs value
 * [detail]} of whole numbers, the times of each detail ascending, and the 95th percentile of the
 * time between them within 20 % of what was asked. A line without an end is one that was cut when
 * the provider was stopped, and is left out. Immutable.
 */
final class ProviderSamples {

  private static final Pattern LINE = Pattern.compile("(\\d{16}) (-?\\d{1,18})(?: (\\S.*))?");
  private static final double PERCENTILE = 0.95;
  private static final double TOLERANCE = 0.2;
  private static final int LONGEST_SHOWN = 60;

  private final Map<String, List<long[]>> byDetail;

  private ProviderSamples(Map<String, List<long[]>> byDetail) {
    this.byDetail = byDetail;
  }

  /**
   * Reads and checks.
   *
   * @param text all it wrote
   * @throws ProviderException with the first line that is wrong, and why
   */
  static ProviderSamples parse(ProviderSettings provider, String text) throws ProviderException {
    Map<String, List<long[]>> byDetail = new LinkedHashMap<>();
    int number = 0;
    int end = text.indexOf('\n');
    int start = 0;
    while (end >= 0) {
      number++;
      add(provider, byDetail, text.substring(start, end), number);
      start = end + 1;
      end = text.indexOf('\n', start);
    }
    if (byDetail.isEmpty()) {
      throw new ProviderException(provider.name(), "it wrote no sample");
    }
    for (Map.Entry<String, List<long[]>> one : byDetail.entrySet()) {
      checkIntervals(provider, one.getKey(), one.getValue());
    }
    return new ProviderSamples(byDetail);
  }

  private static void add(
      ProviderSettings provider, Map<String, List<long[]>> byDetail, String line, int number)
      throws ProviderException {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new ProviderException(
          provider.name(), "line " + number + " is not 'epoch_µs value [detail]': " + shown(line));
    }
    String detail = matcher.group(3);
    List<long[]> samples =
        byDetail.computeIfAbsent(detail == null ? "" : detail, key -> new ArrayList<>());
    long time = Long.parseLong(matcher.group(1));
    if (!samples.isEmpty() && time <= samples.get(samples.size() - 1)[0]) {
      throw new ProviderException(
          provider.name(), "line " + number + " is not later than the one before: " + shown(line));
    }
    samples.add(new long[] {time, Long.parseLong(matcher.group(2))});
  }

  private static void checkIntervals(ProviderSettings provider, String detail, List<long[]> samples)
      throws ProviderException {
    if (samples.size() < 2) {
      return;
    }
    long[] intervals = new long[samples.size() - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = samples.get(i + 1)[0] - samples.get(i)[0];
    }
    Arrays.sort(intervals);
    int rank = (int) Math.ceil(PERCENTILE * intervals.length) - 1;
    double asked = provider.interval().toNanos() / 1000.0;
    if (Math.abs(intervals[rank] / asked - 1) > TOLERANCE) {
      throw new ProviderException(
          provider.name(),
          String.format(
              Locale.ROOT,
              "95 %% of its samples%s are up to %d µs apart; %.0f µs were asked, 20 %% more or less"
                  + " are allowed",
              detail.isEmpty() ? "" : " of " + detail,
              intervals[rank],
              asked));
    }
  }

  /**
   * Samples later than a time, up to another: each tells of the interval that ends with it.
   *
   * @return by detail, empty for none; time and value each
   */
  Map<String, List<long[]>> between(long afterMicros, long untilMicros) {
    Map<String, List<long[]>> some = new LinkedHashMap<>();
    byDetail.forEach(
        (detail, samples) -> {
          List<long[]> within =
              samples.stream()
                  .filter(sample -> sample[0] > afterMicros && sample[0] <= untilMicros)
                  .toList();
          if (!within.isEmpty()) {
            some.put(detail, within);
          }
        });
    return some;
  }

  private static String shown(String line) {
    String plain = line.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
  }
}
