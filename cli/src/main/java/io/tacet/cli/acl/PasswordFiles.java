package io.tacet.cli.acl;

import io.tacet.cli.failure.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * A directory with a file for each user's password, which only its owner may read. A password that
 * is there stays; whoever wants a new one removes its file.
 */
record PasswordFiles(Path directory) {

  private static final int BYTES = 24;

  /** The password of a user; made at random if there is none. */
  String of(String user) {
    Path file = directory.resolve(user + ".password");
    try {
      if (Files.exists(file)) {
        return there(file);
      }
      Files.createDirectories(directory);
      byte[] bytes = new byte[BYTES];
      new SecureRandom().nextBytes(bytes);
      String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, password + System.lineSeparator());
      return password;
    } catch (IOException e) {
      throw new UncheckedIOException("can't keep a password in " + file, e);
    }
  }

  private static String there(Path file) throws IOException {
    String password = Files.readString(file).strip();
    if (password.isEmpty()) {
      throw new CommandFailure(
          null,
          file + " holds no password.",
          List.of("Remove it, and a new one is made; or write one line into it."));
    }
    return password;
  }
}
