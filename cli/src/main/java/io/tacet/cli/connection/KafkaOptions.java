package io.tacet.cli.connection;

import io.tacet.cli.failure.CommandFailure;
import io.tacet.contract.security.ClearText;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.security.SecurityProtocol;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Kafka is and as whom it is asked. Filled by the command line; for one thread. */
public class KafkaOptions {

  @Option(names = "--brokers", paramLabel = "HOST:PORT", description = "A broker, or several.")
  private @Nullable String brokers;

  @Option(
      names = "--kafka-ca",
      paramLabel = "FILE",
      description = "CA of the brokers' certificates, PEM.")
  private @Nullable Path ca;

  @Option(
      names = "--kafka-user",
      paramLabel = "NAME",
      description = "Whom to sign in as, with a password.")
  private @Nullable String user;

  @Option(
      names = "--kafka-password-file",
      paramLabel = "FILE",
      description = "The file that holds it, chmod 0600.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--kafka-certificate",
      paramLabel = "FILE",
      description = "A certificate to sign in with, instead of user and password, PEM.")
  private @Nullable Path certificate;

  @Option(names = "--kafka-key", paramLabel = "FILE", description = "Its key, PEM, chmod 0600.")
  private @Nullable Path key;

  /** Brokers; null: none given. */
  public final @Nullable String brokers() {
    return brokers;
  }

  /** Whether any of them is given. */
  public boolean isGiven() {
    return brokers != null
        || ca != null
        || user != null
        || passwordFile != null
        || certificate != null
        || key != null;
  }

  /** How to sign in. */
  public final KafkaSecurity security() {
    SecurityProtocol protocol =
        user != null
            ? SecurityProtocol.SASL_SSL
            : ca != null ? SecurityProtocol.SSL : SecurityProtocol.PLAINTEXT;
    return new KafkaSecurity(
        protocol,
        Optional.ofNullable(ca),
        Optional.ofNullable(user),
        Optional.empty(),
        Optional.ofNullable(passwordFile),
        Optional.ofNullable(certificate),
        Optional.ofNullable(key));
  }

  /** What can't be, by the options' names. */
  public final List<String> problems() {
    return security().problems(Instant.now()).stream()
        .map(problem -> problem.replace("tacet.kafka.security.", "--kafka-"))
        .toList();
  }

  /**
   * Looks whether the broker speaks TLS where it is asked in clear text.
   *
   * @throws CommandFailure when it does
   */
  public final void mustNotNeedTls(String bootstrapServers) {
    if (!security().protocol().isSecure()) {
      ClearText.answeredInTls(bootstrapServers)
          .ifPresent(
              broker -> {
                throw new CommandFailure(
                    "Kafka at " + broker + " speaks TLS.",
                    "Give --kafka-ca, and --kafka-user with --kafka-password-file, or"
                        + " --kafka-certificate with --kafka-key.");
              });
    }
  }
}
