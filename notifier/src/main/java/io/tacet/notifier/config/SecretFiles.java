package io.tacet.notifier.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Takes secrets from files, as orchestrators mount them: {@code tacet.notifier.smtp.username-file}
 * and {@code .password-file} for the mail server, {@code tacet.notifier.preferences.key-file} for
 * the links. {@code tacet.notifier.smtp.ca-file} is who may vouch for the mail server. A file goes
 * before the setting it stands for; a line end at its end does not count.
 */
public final class SecretFiles implements ConfigSourceFactory {

  /** Above environment and system properties: who names a file means it. */
  private static final int ORDINAL = 450;

  private static final Map<String, String> KEYS =
      Map.of(
          "tacet.notifier.smtp.username-file", "quarkus.mailer.username",
          "tacet.notifier.smtp.password-file", "quarkus.mailer.password",
          "tacet.notifier.preferences.key-file", "tacet.notifier.preferences.key");

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Map<String, String> secrets = new HashMap<>();
    KEYS.forEach(
        (key, secret) -> {
          ConfigValue file = context.getValue(key);
          if (file != null && file.getValue() != null && !file.getValue().isBlank()) {
            secrets.put(secret, read(key, Path.of(file.getValue().strip())));
          }
        });
    ConfigValue authority = context.getValue("tacet.notifier.smtp.ca-file");
    if (authority != null && authority.getValue() != null && !authority.getValue().isBlank()) {
      secrets.put("quarkus.tls.mail.trust-store.pem.certs", authority.getValue().strip());
      secrets.put("quarkus.mailer.tls-configuration-name", "mail");
    }
    return secrets.isEmpty()
        ? List.of()
        : List.of(new PropertiesConfigSource(secrets, "secret files", ORDINAL));
  }

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(ORDINAL);
  }

  private static String read(String key, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalStateException(
          "Wrong configuration: " + key + ": " + file + " can't be read (" + e + ")", e);
    }
  }
}
