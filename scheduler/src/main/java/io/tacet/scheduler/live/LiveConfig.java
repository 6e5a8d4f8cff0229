package io.tacet.scheduler.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Settings of the live events. Durations are ISO 8601. */
@ConfigMapping(prefix = "tacet.scheduler.live")
public interface LiveConfig {

  /** How often the history is looked at while somebody reads, beside the hint after a commit. */
  @WithDefault("PT1S")
  Duration poll();

  /** How often a reader hears that the connection is alive when nothing happens. */
  @WithDefault("PT15S")
  Duration heartbeat();

  /** A connection ends after this long; its reader shows its token again when it comes back. */
  @WithDefault("PT1H")
  Duration longest();

  /** Most readers at a time; more are answered with 503. */
  @WithDefault("200")
  int readers();

  /** Events kept for a reader that is behind; beyond that its connection ends. */
  @WithDefault("2000")
  int buffer();

  /** What makes no sense, by key. */
  default List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (poll().isNegative() || poll().isZero()) {
      problems.add("tacet.scheduler.live.poll must be longer than nothing");
    }
    if (heartbeat().compareTo(poll()) < 0) {
      problems.add("tacet.scheduler.live.heartbeat must not be below poll");
    }
    if (longest().compareTo(heartbeat()) < 0) {
      problems.add("tacet.scheduler.live.longest must not be below heartbeat");
    }
    if (readers() < 0) {
      problems.add("tacet.scheduler.live.readers must not be negative");
    }
    if (buffer() <= HistoryTail.AT_ONCE) {
      problems.add("tacet.scheduler.live.buffer must be above " + HistoryTail.AT_ONCE);
    }
    return problems;
  }
}
