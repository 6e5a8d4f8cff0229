package io.tacet.accountant.graphite;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether and how samples go to Graphite. */
@ConfigMapping(prefix = "tacet.accountant.graphite")
public interface GraphiteSettings {

  /** Whether they go there. */
  @WithDefault("false")
  boolean enabled();

  /** Host of Carbon's plaintext receiver, or of a relay before it; must be given if enabled. */
  Optional<String> host();

  /** Port of it. */
  @WithDefault("2003")
  int port();

  /** Put before each path with a dot; empty: paths begin with the machine, as FrUCToSA's do. */
  @WithDefault("tacet")
  Optional<String> prefix();

  /** How paths are named. */
  @WithDefault("metrics")
  PathNames names();

  /**
   * Metrics whose names begin so are left out. Graphite makes a file per path for ever, and the
   * details of these (processes, sockets, sessions) have no end.
   */
  @WithDefault("process_,network_connection_,network_address_,user_session_,disk_partition_")
  Optional<List<String>> except();

  /** How long a record may have lain on the topic; older ones are dropped, not sent. */
  @WithDefault("P1D")
  Duration longestLag();

  /** Longest time to connect. */
  @WithDefault("PT5S")
  Duration connectTimeout();

  /** Longest time in which Graphite takes nothing; then the connection is given up. */
  @WithDefault("PT10S")
  Duration writeTimeout();

  /** What makes no sense in some settings. */
  static List<String> problems(GraphiteSettings settings) {
    List<String> problems = new ArrayList<>();
    String key = "tacet.accountant.graphite.";
    if (settings.enabled() && settings.host().filter(host -> !host.isBlank()).isEmpty()) {
      problems.add(key + "host must be given where " + key + "enabled is true");
    }
    if (settings.port() < 1 || settings.port() > 65_535) {
      problems.add(key + "port must be from 1 to 65535");
    }
    if (!settings.prefix().map(prefix -> Form.PREFIX.matcher(prefix).matches()).orElse(true)) {
      problems.add(key + "prefix must be parts of letters, digits, _ and - with dots between");
    }
    if (settings.longestLag().isNegative() || settings.longestLag().isZero()) {
      problems.add(key + "longest-lag must be more than nothing");
    }
    look(problems, key + "connect-timeout", settings.connectTimeout());
    look(problems, key + "write-timeout", settings.writeTimeout());
    return problems;
  }

  private static void look(List<String> problems, String key, Duration timeout) {
    if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
      problems.add(key + " must be from 1 ms to 1 minute");
    }
  }

  /** How paths are named. */
  enum PathNames {
    /** By Tacet's metrics. */
    METRICS,
    /** By FrUCToSA's sensors where they have the same figure, else by Tacet's metrics. */
    FRUCTOSA
  }

  /** Forms of settings. */
  final class Form {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private Form() {}
  }
}
