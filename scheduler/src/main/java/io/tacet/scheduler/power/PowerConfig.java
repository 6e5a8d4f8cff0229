package io.tacet.scheduler.power;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Settings of waking machines. Durations are ISO 8601. */
@ConfigMapping(prefix = "tacet.scheduler.power")
public interface PowerConfig {

  /**
   * Where magic packets are sent, {@code address:port} each: the limited broadcast reaches the
   * network of the default route, a directed one ({@code 192.168.7.255:9}) another that routers let
   * it into.
   */
  @WithDefault("255.255.255.255:9")
  List<String> broadcast();

  /** How long a machine may take from the first packet to its first report; doubled each time. */
  @WithDefault("PT1M")
  Duration answerWithin();

  /** Longest such time. */
  @WithDefault("PT10M")
  Duration longestWait();

  /** How many times packets are sent before operators are told that the machine does not wake. */
  @WithDefault("5")
  int packets();

  /** What makes no sense in these settings, one sentence each. */
  static List<String> problems(PowerConfig config) {
    String prefix = "tacet.scheduler.power.";
    List<String> problems = new ArrayList<>();
    for (String text : config.broadcast()) {
      if (Destination.of(text).isEmpty()) {
        problems.add(prefix + "broadcast: '" + text + "' is not like 255.255.255.255:9");
      }
    }
    if (config.answerWithin().isNegative() || config.answerWithin().isZero()) {
      problems.add(prefix + "answer-within must be longer than nothing");
    }
    if (config.longestWait().compareTo(config.answerWithin()) < 0) {
      problems.add(prefix + "longest-wait must not be below answer-within");
    }
    if (config.packets() < 1) {
      problems.add(prefix + "packets must be at least 1");
    }
    return problems;
  }
}
