package io.tacet.worker.source;

import io.tacet.worker.source.SourceConfig.CredentialConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** Configurations of a worker, for tests. */
record Given(Map<String, CredentialConfig> credentials, Optional<Path> knownHosts)
    implements SourceConfig {

  static Given token(String name, String host, Path token, Path authorities) {
    return new Given(
        Map.of(
            name,
            new One(
                Optional.of(host),
                Optional.of(token),
                "ada",
                Optional.of(authorities),
                Optional.empty())),
        Optional.empty());
  }

  static Given key(String name, String host, Path key, Optional<Path> knownHosts) {
    return new Given(
        Map.of(
            name,
            new One(
                Optional.of(host), Optional.empty(), "git", Optional.empty(), Optional.of(key))),
        knownHosts);
  }

  /** A file that only its owner may read. */
  static Path secret(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  record One(
      Optional<String> host,
      Optional<Path> tokenFile,
      String user,
      Optional<Path> caFile,
      Optional<Path> keyFile)
      implements CredentialConfig {}
}
