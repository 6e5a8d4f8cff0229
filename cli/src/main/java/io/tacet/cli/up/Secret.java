package io.tacet.cli.up;

import io.tacet.contract.auth.ApiToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The API token of the built-in user, made once, kept in a file only its owner can read. */
final class Secret {

  private Secret() {}

  /** The token in this file; makes both if there is none. */
  static String token(Path file) {
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      String token = ApiToken.random(new SecureRandom());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, token);
      return token;
    } catch (IOException e) {
      throw new UncheckedIOException("can't keep a token in " + file, e);
    }
  }
}
