package io.tacet.worker.source;

import java.nio.file.Path;
import java.util.Optional;

/** What this machine shows to one server. The secret itself stays in its file. */
sealed interface Credential {

  /** As configured, for messages. */
  String name();

  /** The server, {@code host} or {@code host:port}, lower case. */
  String server();

  /** Where the secret lies. */
  Path file();

  /** The configuration key, for whoever has to mend it. */
  default String key() {
    return "tacet.worker.source.credentials." + name();
  }

  /**
   * For https.
   *
   * @param user that goes with it
   * @param authorities certificates to trust, if not the usual ones
   */
  record Token(String name, String server, Path file, String user, Optional<Path> authorities)
      implements Credential {}

  /**
   * For ssh.
   *
   * @param knownHosts host keys of servers that may be talked to
   */
  record Key(String name, String server, Path file, Path knownHosts) implements Credential {}
}
