package io.tacet.notifier.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Files with the mail server's secrets; {@link SecretFiles} reads them. */
@ConfigMapping(prefix = "tacet.notifier.smtp")
public interface SmtpFiles {

  /** File with the user's name for the mail server. */
  Optional<Path> usernameFile();

  /** File with the password for the mail server. */
  Optional<Path> passwordFile();

  /** Certificates (PEM) of who may vouch for the mail server, in place of the Java runtime's. */
  Optional<Path> caFile();
}
