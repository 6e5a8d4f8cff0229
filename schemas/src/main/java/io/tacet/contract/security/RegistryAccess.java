package io.tacet.contract.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the schema registry is, and how a client gets in. Immutable; holds names of files, and
 * reads them when it is asked: the CA by {@link #client()}, the password by {@link
 * #authorization()} for each request and by {@link #properties()} once for a serializer.
 *
 * @param url base URL, e.g. {@code http://localhost:8081}, without a slash at the end
 * @param kind whose registry it is
 * @param ca PEM file with the CA of its certificate; empty: Java's own CAs
 * @param user who signs in, by HTTP's basic authentication; empty: nobody does
 * @param password its password, or
 * @param passwordFile the file that holds it
 */
public record RegistryAccess(
    String url,
    RegistryKind kind,
    Optional<Path> ca,
    Optional<String> user,
    Optional<String> password,
    Optional<Path> passwordFile) {

  /** The header with user and password. */
  public static final String AUTHORIZATION = "Authorization";

  private static final String PREFIX = "tacet.registry.";
  private static final String APICURIO_SERDE = "io.apicurio.";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Without the slash. */
  public RegistryAccess {
    url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Apicurio's, for everybody who reaches it. */
  public static RegistryAccess open(String url) {
    return trusting(url, Optional.empty());
  }

  /** Apicurio's, with a certificate of some CA, for everybody who reaches it. */
  public static RegistryAccess trusting(String url, Optional<Path> ca) {
    return new RegistryAccess(
        url, RegistryKind.APICURIO, ca, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Address of Confluent's interface, which both kinds have. */
  public String confluentApi() {
    return url + kind.confluentPath();
  }

  /**
   * What is sent as {@link #AUTHORIZATION}; empty where nobody signs in. Reads the password's file,
   * so that a request carries what is in it by then.
   *
   * @throws IOException with a sentence for the operator when that file can't be read; the next
   *     request may find it
   */
  public Optional<String> authorization() throws IOException {
    if (user.isEmpty()) {
      return Optional.empty();
    }
    byte[] both = (user.get() + ":" + passwordText()).getBytes(UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
  }

  /**
   * A client that trusts its certificate. Reads the CA's file; the client keeps what is in it.
   *
   * @throws IOException with a sentence for the operator when the CA's file can't be used
   */
  public HttpClient client() throws IOException {
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TIMEOUT);
    return ca.isPresent()
        ? new PemCertificates(ca.get()).trustedBy(builder).build()
        : builder.build();
  }

  /**
   * For the serializers of either make; each ignores the other's keys. Reads the password's file: a
   * serializer keeps the password until it is closed.
   *
   * @throws UncheckedIOException with a sentence for the operator when that file can't be read
   */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("apicurio.registry.url", url + "/apis/registry/v3");
    properties.put("schema.registry.url", confluentApi());
    ca.map(file -> file.toAbsolutePath().toString())
        .ifPresent(
            file -> {
              properties.put("apicurio.registry.tls.truststore.type", "PEM");
              properties.put("apicurio.registry.tls.certificates", file);
              properties.put("schema.registry.ssl.truststore.type", "PEM");
              properties.put("schema.registry.ssl.truststore.location", file);
            });
    if (user.isPresent()) {
      try {
        String secret = passwordText();
        properties.put("apicurio.registry.auth.username", user.get());
        properties.put("apicurio.registry.auth.password", secret);
        properties.put("basic.auth.credentials.source", "USER_INFO");
        properties.put("basic.auth.user.info", user.get() + ":" + secret);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
    return properties;
  }

  /**
   * What can't be, each with its key and what to do.
   *
   * @param serde names of the classes that write and read events
   */
  public List<String> problems(List<String> serde, Instant now) {
    List<String> problems = new ArrayList<>();
    ca.ifPresent(
        file -> {
          problems.addAll(new PemCertificates(file).problemsOfCa(PREFIX + "ca", now));
          if (!url.startsWith("https:")) {
            problems.add(PREFIX + "ca is set, and " + PREFIX + "url is not https");
          }
        });
    if (user.isEmpty() && secret().isPresent()) {
      problems.add(PREFIX + "user is not set, and a password is");
    }
    problems.addAll(
        user.isPresent() ? secret().problemsOfNeeded(PREFIX) : secret().problems(PREFIX));
    if (kind == RegistryKind.CONFLUENT
        && serde.stream().anyMatch(name -> name.startsWith(APICURIO_SERDE))) {
      problems.add(
          PREFIX
              + "kind is CONFLUENT, and tacet.serde.serializer or deserializer is Apicurio's, which"
              + " asks Apicurio's own interface: name Confluent's classes, in a build with the"
              + " profile confluent");
    }
    return problems;
  }

  private String passwordText() throws IOException {
    try {
      return secret().text();
    } catch (UncheckedIOException e) {
      throw new IOException(PREFIX + "password-file: " + e.getMessage(), e);
    }
  }

  private PasswordSource secret() {
    return new PasswordSource(password, passwordFile);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "RegistryAccess[" + url + user.map(name -> ", user " + name).orElse("") + "]";
  }
}
