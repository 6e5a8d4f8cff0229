package io.tacet.accountant.graphite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a test. */
record Settings(
    boolean enabled,
    Optional<String> host,
    int port,
    Optional<String> prefix,
    PathNames names,
    Optional<List<String>> except,
    Duration longestLag,
    Duration connectTimeout,
    Duration writeTimeout)
    implements GraphiteSettings {

  static Settings to(int port) {
    return new Settings(
        true,
        Optional.of("127.0.0.1"),
        port,
        Optional.of("tacet"),
        PathNames.METRICS,
        Optional.of(List.of("process_")),
        Duration.ofDays(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(3));
  }

  Settings named(Optional<String> prefix, PathNames names) {
    return new Settings(
        enabled, host, port, prefix, names, except, longestLag, connectTimeout, writeTimeout);
  }

  Settings lagging(Duration longest) {
    return new Settings(
        enabled, host, port, prefix, names, except, longest, connectTimeout, writeTimeout);
  }
}
