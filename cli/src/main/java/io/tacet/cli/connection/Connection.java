package io.tacet.cli.connection;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask and as whom. Immutable.
 *
 * @param scheduler base URL, without {@code /api/v1}
 * @param accountant base URL, without {@code /api/v1}
 * @param token API token; null: none. Never printed.
 * @param origin where this was found, for messages
 */
public record Connection(URI scheduler, URI accountant, @Nullable String token, String origin) {

  /** The same servers, with another token. */
  Connection as(String other) {
    return new Connection(scheduler, accountant, other, origin);
  }

  @Override
  public String toString() {
    return "Connection[scheduler=" + scheduler + ", accountant=" + accountant + "]";
  }
}
