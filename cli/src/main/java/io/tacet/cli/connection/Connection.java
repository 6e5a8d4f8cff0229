package io.tacet.cli.connection;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask and as whom. Immutable.
 *
 * @param scheduler base URL, without {@code /api/v1}
 * @param accountant base URL, without {@code /api/v1}
 * @param notifier base URL, without {@code /api/v1}
 * @param token API token; null: none. Never printed.
 * @param ca PEM file with the CA of the servers' certificates; null: Java's own CAs
 * @param origin where this was found, for messages
 */
public record Connection(
    URI scheduler,
    URI accountant,
    URI notifier,
    @Nullable String token,
    @Nullable Path ca,
    String origin) {

  /** The same servers, with another token. */
  Connection as(String other) {
    return new Connection(scheduler, accountant, notifier, other, ca, origin);
  }

  @Override
  public String toString() {
    return "Connection[scheduler="
        + scheduler
        + ", accountant="
        + accountant
        + ", notifier="
        + notifier
        + "]";
  }
}
