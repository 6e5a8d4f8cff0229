package io.tacet.worker.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Configuration of what this machine may read beside public repositories. */
@ConfigMapping(prefix = "tacet.worker.source")
public interface SourceConfig {

  /** Tokens and keys for private repositories, by names that messages use. */
  Map<String, CredentialConfig> credentials();

  /**
   * Host keys of the servers that SSH keys are used with, as ssh-keyscan(1) writes them. Needed
   * with a {@code key-file}: an unknown server is not talked to.
   */
  Optional<Path> knownHosts();

  /** A token or a key for one server. Whoever may submit jobs to this machine can use it. */
  interface CredentialConfig {

    /** The server: {@code host}, or {@code host:port} if it is not 443 (token) or 22 (key). */
    Optional<String> host();

    /**
     * File with a token or password on its first line, for https. Only its owner may have any
     * access to it, and that is the worker's user or root.
     */
    Optional<Path> tokenFile();

    /** User that goes with the token; most servers take any. */
    @WithDefault("git")
    String user();

    /** Certificates (PEM) to trust for this server, if it is not signed by a public authority. */
    Optional<Path> caFile();

    /** File with a private SSH key without passphrase; access as for a token. */
    Optional<Path> keyFile();
  }
}
