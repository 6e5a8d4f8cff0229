package io.tacet.scheduler.power;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where datagrams go. Immutable. */
record Destination(String host, int port) {

  private static final Pattern SHAPE =
      Pattern.compile("\\s*(\\[[0-9a-fA-F:.%a-z]+]|[^\\s:\\[\\]]+):([0-9]{1,5})\\s*");
  private static final int LAST_PORT = 65_535;

  /** From {@code address:port}; empty when it is none. */
  static Optional<Destination> of(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group(2));
    return port < 1 || port > LAST_PORT
        ? Optional.empty()
        : Optional.of(new Destination(matcher.group(1), port));
  }
}
