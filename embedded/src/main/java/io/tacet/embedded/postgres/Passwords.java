package io.tacet.embedded.postgres;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** A random password per role, made once per cluster and kept in a file only its owner can read. */
final class Passwords {
  static final String ADMIN = "postgres";
  private static final int BYTES = 24;

  private final Properties byUser;

  private Passwords(Properties byUser) {
    this.byUser = byUser;
  }

  /** Reads them from {@code file}, or makes them and writes them there. */
  static Passwords in(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      return new Passwords(properties);
    }
    SecureRandom random = new SecureRandom();
    properties.setProperty(ADMIN, fresh(random));
    for (ServiceRole role : ServiceRole.values()) {
      properties.setProperty(role.user(), fresh(random));
    }
    try (Writer writer =
        Channels.newWriter(
            Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
            StandardCharsets.ISO_8859_1)) {
      properties.store(writer, null);
    }
    return new Passwords(properties);
  }

  String of(String user) {
    return Objects.requireNonNull(byUser.getProperty(user), () -> "no password for " + user);
  }

  private static String fresh(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
