package io.tacet.notifier.mail;

import io.tacet.notifier.config.Checked;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The mail server as configured under {@code quarkus.mailer.*}, and what is wrong with that. A
 * password goes over the network only with TLS and to a server whose certificate is verified.
 */
@ApplicationScoped
class SmtpServer implements Checked {

  private static final String PREFIX = "quarkus.mailer.";

  /**
   * The server's name is verified as long as this is not set: whatever is set there, HTTPS, too,
   * turns it off (vertx-mail-client 4.5.25, SMTPConnectionPool).
   */
  private static final String VERIFICATION = "quarkus.tls.mail.hostname-verification-algorithm";

  private static final Set<String> START_TLS = Set.of("REQUIRED", "OPTIONAL", "DISABLED");

  private final String host;
  private final int port;
  private final boolean tls;
  private final String startTls;
  private final boolean trustAll;
  private final String from;
  private final Optional<String> hostnameVerification;
  private final Optional<String> username;
  private final Optional<String> password;

  SmtpServer(
      @ConfigProperty(name = "quarkus.mailer.host") String host,
      @ConfigProperty(name = "quarkus.mailer.port") int port,
      @ConfigProperty(name = "quarkus.mailer.tls", defaultValue = "false") boolean tls,
      @ConfigProperty(name = "quarkus.mailer.start-tls", defaultValue = "OPTIONAL") String startTls,
      @ConfigProperty(name = "quarkus.mailer.trust-all", defaultValue = "false") boolean trustAll,
      @ConfigProperty(name = "quarkus.mailer.from") String from,
      @ConfigProperty(name = VERIFICATION) Optional<String> hostnameVerification,
      @ConfigProperty(name = "quarkus.mailer.username") Optional<String> username,
      @ConfigProperty(name = "quarkus.mailer.password") Optional<String> password) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.startTls = startTls.toUpperCase(Locale.ROOT);
    this.trustAll = trustAll;
    this.from = from;
    this.hostnameVerification = hostnameVerification;
    this.username = username;
    this.password = password;
  }

  String name() {
    return host + ":" + port;
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!START_TLS.contains(startTls)) {
      problems.add(PREFIX + "start-tls: must be REQUIRED, OPTIONAL or DISABLED");
    }
    if (port < 1 || port > 65_535) {
      problems.add(PREFIX + "port: must be 1 to 65535");
    }
    if (hostnameVerification.isPresent()) {
      problems.add(
          VERIFICATION
              + ": must not be set; the name is verified without it, and with it, whatever it"
              + " says, it is not");
    }
    if (!from.contains("@")) {
      problems.add(PREFIX + "from: '" + from + "' is no mail address");
    }
    if (username.isPresent() != password.isPresent()) {
      problems.add(
          PREFIX
              + (username.isPresent() ? "password" : "username")
              + ": is missing; give both, or neither (in files: tacet.notifier.smtp.*-file)");
    }
    if (username.isPresent() && !tls && !startTls.equals("REQUIRED")) {
      problems.add(
          PREFIX
              + "start-tls: must be REQUIRED where there is a password (or tls=true), or the"
              + " password could go over the network in clear");
    }
    if (username.isPresent() && trustAll) {
      problems.add(
          PREFIX
              + "trust-all: must be false where there is a password; name the server's own"
              + " authority by tls-configuration-name");
    }
    return problems;
  }
}
