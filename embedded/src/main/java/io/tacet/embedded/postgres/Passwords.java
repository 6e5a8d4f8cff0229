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
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A password per role. */
final class Passwords {
  static final String ADMINISTRATOR = "postgres";
  private static final int BYTES = 24;

  private final Properties byUser;

  private Passwords(Properties byUser) {
    this.byUser = byUser;
  }

  /** Reads them from {@code file}, which only its owner can read, or makes them at random there. */
  static Passwords in(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      return new Passwords(properties);
    }
    SecureRandom random = new SecureRandom();
    properties.setProperty(ADMINISTRATOR, fresh(random));
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

  /**
   * The administrator's own, and for each role one that follows from it: programs that share a
   * PostgreSQL must not change the roles' passwords under each other's feet.
   */
  static Passwords derivedFrom(String administrator, String password) {
    Properties properties = new Properties();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      for (ServiceRole role : ServiceRole.values()) {
        byte[] bytes = mac.doFinal(role.user().getBytes(StandardCharsets.UTF_8));
        properties.setProperty(role.user(), text(bytes));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HmacSHA256", e);
    }
    properties.setProperty(administrator, password);
    return new Passwords(properties);
  }

  String of(String user) {
    return Objects.requireNonNull(byUser.getProperty(user), () -> "no password for " + user);
  }

  private static String fresh(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return text(bytes);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
