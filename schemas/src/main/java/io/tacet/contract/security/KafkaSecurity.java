package io.tacet.contract.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/**
 * How a client of Kafka shows who it is. Immutable; files are read when a client is made, so that a
 * client made later has what is in them by then.
 *
 * @param protocol what is spoken
 * @param ca PEM file with the certificates that brokers' certificates are signed by
 * @param user name for SASL_SSL
 * @param password its password, or
 * @param passwordFile the file that holds it
 * @param certificate PEM file with the client's own certificate and its chain
 * @param key PEM file with the private key of that (PKCS #8, not encrypted)
 */
public record KafkaSecurity(
    SecurityProtocol protocol,
    Optional<Path> ca,
    Optional<String> user,
    Optional<String> password,
    Optional<Path> passwordFile,
    Optional<Path> certificate,
    Optional<Path> key) {

  /** The only mechanism: the password itself is never sent. */
  public static final String MECHANISM = "SCRAM-SHA-512";

  private static final String PREFIX = "tacet.kafka.security.";
  private static final String PKCS8 = "-----BEGIN PRIVATE KEY-----";

  /** No security. */
  public static KafkaSecurity none() {
    return new KafkaSecurity(
        SecurityProtocol.PLAINTEXT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Of a user who signs in with a password that is in a file. */
  public static KafkaSecurity ofUser(Path ca, String user, Path passwordFile) {
    return new KafkaSecurity(
        SecurityProtocol.SASL_SSL,
        Optional.of(ca),
        Optional.of(user),
        Optional.empty(),
        Optional.of(passwordFile),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * For any Kafka client; nothing where there is no security, so that {@code kafka.*} properties
   * given otherwise stay. Secrets are of type {@link Password}, which prints as {@code [hidden]}.
   *
   * @throws UncheckedIOException when a file can't be read
   */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    if (!protocol.isSecure()) {
      return properties;
    }
    properties.put("security.protocol", protocol.name());
    properties.put("ssl.endpoint.identification.algorithm", "https");
    // A client that is refused says so at each try
    properties.put("reconnect.backoff.max.ms", 10_000);
    ca.ifPresent(
        file -> {
          properties.put("ssl.truststore.type", "PEM");
          properties.put("ssl.truststore.location", file.toAbsolutePath().toString());
        });
    if (certificate.isPresent() && key.isPresent()) {
      properties.put("ssl.keystore.type", "PEM");
      properties.put("ssl.keystore.certificate.chain", new Password(text(certificate.get())));
      properties.put("ssl.keystore.key", new Password(new SecretFile(key.get()).text()));
    }
    if (protocol == SecurityProtocol.SASL_SSL) {
      properties.put("sasl.mechanism", MECHANISM);
      properties.put("sasl.jaas.config", new Password(jaas()));
    }
    return properties;
  }

  /** What can't be, each with its key and what to do. */
  public List<String> problems(Instant now) {
    List<String> problems = new ArrayList<>();
    if (!protocol.isSecure()) {
      unused(problems);
      return problems;
    }
    ca.ifPresentOrElse(
        file -> problems.addAll(new PemCertificates(file).problemsOfCa(PREFIX + "ca", now)),
        () ->
            problems.add(
                PREFIX
                    + "ca is not set: name the PEM file with the CA of the brokers' certificates"));
    if (protocol == SecurityProtocol.SASL_SSL) {
      sasl(problems);
    } else if (user.isPresent() || secret().isPresent()) {
      problems.add(
          PREFIX
              + "protocol is SSL, and user or password is set: set it to SASL_SSL, or leave them"
              + " out");
    }
    ownCertificate(problems, now);
    return problems;
  }

  private void unused(List<String> problems) {
    boolean given =
        ca.isPresent()
            || user.isPresent()
            || secret().isPresent()
            || certificate.isPresent()
            || key.isPresent();
    if (given) {
      problems.add(
          PREFIX
              + "protocol is PLAINTEXT, and other keys of "
              + PREFIX
              + "* are set: set it to SASL_SSL or SSL, or leave them out");
    }
  }

  private void sasl(List<String> problems) {
    if (user.isEmpty()) {
      problems.add(PREFIX + "user is not set: SASL_SSL signs in with a user and a password");
    }
    problems.addAll(secret().problemsOfNeeded(PREFIX));
  }

  private void ownCertificate(List<String> problems, Instant now) {
    if (certificate.isPresent() != key.isPresent()) {
      problems.add(
          PREFIX
              + (key.isPresent() ? "certificate" : "key")
              + " is not set: certificate and key go together");
    }
    certificate.ifPresent(
        file ->
            problems.addAll(
                new PemCertificates(file).problemsOfChain(PREFIX + "certificate", now)));
    key.ifPresent(
        file -> {
          List<String> wrong = new SecretFile(file).problems(PREFIX + "key");
          problems.addAll(wrong);
          if (wrong.isEmpty() && !new SecretFile(file).text().contains(PKCS8)) {
            problems.add(
                PREFIX
                    + "key: "
                    + file
                    + " must hold a key in PKCS #8 without a password ("
                    + PKCS8
                    + "): openssl pkcs8 -topk8 -nocrypt");
          }
        });
  }

  private PasswordSource secret() {
    return new PasswordSource(password, passwordFile);
  }

  private String jaas() {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username="
        + quoted(user.orElse(""))
        + " password="
        + quoted(secret().text())
        + ";";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "KafkaSecurity[" + protocol + user.map(name -> ", user " + name).orElse("") + "]";
  }
}
