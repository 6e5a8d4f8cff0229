package io.tacet.contract.security;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tacet.embedded.tls.CertificateAuthority;
import io.tacet.embedded.tls.CertificateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSecurityTest {

  private final Instant now = Instant.now();

  @TempDir private Path directory;
  private CertificateAuthority authority;
  private Path password;

  @BeforeEach
  void files() throws IOException {
    authority = CertificateAuthority.in(directory.resolve("tls"), "test");
    password = secret("pa\"ss\\word\n");
  }

  @Test
  void a_user_signs_in_with_the_password_in_a_file() {
    // given
    KafkaSecurity security = KafkaSecurity.ofUser(authority.file(), "m1", password);

    // when
    Map<String, Object> properties = security.properties();

    // then
    assertThat(security.problems(now)).isEmpty();
    assertThat(properties)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("ssl.endpoint.identification.algorithm", "https")
        .containsEntry("ssl.truststore.location", authority.file().toString());
    assertThat(properties.get("sasl.jaas.config"))
        .asInstanceOf(type(Password.class))
        .extracting(Password::value, as(STRING))
        .endsWith("required username=\"m1\" password=\"pa\\\"ss\\\\word\";");
    assertThat(properties.toString() + security).doesNotContain("ss\\");
  }

  @Test
  void a_client_shows_its_certificate() {
    // given
    CertificateFiles own = authority.issue("m1", List.of());
    KafkaSecurity security = mutual(own);

    // then
    assertThat(security.problems(now)).isEmpty();
    assertThat(security.properties())
        .containsEntry("ssl.keystore.type", "PEM")
        .doesNotContainKey("sasl.mechanism");
    assertThat(security.properties().toString()).doesNotContain("BEGIN PRIVATE KEY");
  }

  @Test
  void all_that_can_not_be_is_said_at_once() throws IOException {
    // given
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
    KafkaSecurity security =
        new KafkaSecurity(
            SecurityProtocol.SASL_SSL,
            Optional.empty(),
            Optional.empty(),
            Optional.of("secret"),
            Optional.of(password),
            Optional.of(directory.resolve("absent.pem")),
            Optional.empty());

    // then
    assertThat(security.problems(now))
        .satisfiesExactly(
            one -> assertThat(one).contains("security.ca is not set"),
            one -> assertThat(one).contains("security.user is not set"),
            one -> assertThat(one).contains("password and password-file are both set"),
            one -> assertThat(one).contains("password-file", "open to every user", "chmod o="),
            one -> assertThat(one).contains("security.key is not set"),
            one -> assertThat(one).contains("certificate: there is no", "absent.pem"))
        .noneMatch(one -> one.contains("secret\""));
  }

  @Test
  void a_password_is_of_no_use_with_certificates() {
    // given
    KafkaSecurity security =
        new KafkaSecurity(
            SecurityProtocol.SSL,
            Optional.of(authority.file()),
            Optional.of("m1"),
            Optional.empty(),
            Optional.of(password),
            Optional.empty(),
            Optional.empty());

    // then
    assertThat(security.problems(now))
        .singleElement()
        .asString()
        .contains("protocol is SSL, and user or password is set", "SASL_SSL");
  }

  @Test
  void a_certificate_has_its_days() {
    // given
    CertificateFiles over =
        authority.issue("over", List.of(), now.minusSeconds(7200), Duration.ofHours(1));
    CertificateFiles early =
        authority.issue("early", List.of(), now.plusSeconds(3600), Duration.ofHours(1));

    // then
    assertThat(mutual(over).problems(now))
        .singleElement()
        .asString()
        .contains("security.certificate", "has expired", "put a new one there");
    assertThat(mutual(early).problems(now))
        .singleElement()
        .asString()
        .contains("is valid from", "set the clock");
  }

  @Test
  void files_of_another_kind_are_named() throws IOException {
    // given
    Path text = secret("no PEM");
    KafkaSecurity security =
        new KafkaSecurity(
            SecurityProtocol.SSL,
            Optional.of(text),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(authority.issue("m1", List.of()).certificate()),
            Optional.of(text));

    // then
    assertThat(security.problems(now))
        .satisfiesExactly(
            one -> assertThat(one).contains("security.ca", "holds no certificate in PEM form"),
            one -> assertThat(one).contains("security.key", "PKCS #8", "openssl pkcs8"));
  }

  @Test
  void what_is_of_no_use_without_security_is_told() {
    // given
    KafkaSecurity security =
        new KafkaSecurity(
            SecurityProtocol.PLAINTEXT,
            Optional.empty(),
            Optional.of("m1"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    // then
    assertThat(security.properties()).isEmpty();
    assertThat(security.problems(now)).singleElement().asString().contains("set it to SASL_SSL");
    assertThat(KafkaSecurity.none().problems(now)).isEmpty();
  }

  @Test
  void a_refusal_says_what_to_do() {
    assertThat(KafkaRefusal.advice(new RuntimeException(new SaslAuthenticationException("no"))))
        .hasValueSatisfying(advice -> assertThat(advice).contains("tacet.kafka.security.user"));
    assertThat(KafkaRefusal.advice(new TopicAuthorizationException(Set.of("tacet.jobs.m2"))))
        .hasValueSatisfying(advice -> assertThat(advice).contains("tacet.jobs.m2", "tacet acl"));
    assertThat(KafkaRefusal.advice(new SSLHandshakeException("PKIX path building failed")))
        .hasValueSatisfying(
            advice -> assertThat(advice).contains("PKIX", "tacet.kafka.security.ca"));
    assertThat(KafkaRefusal.advice(new IllegalStateException("else"))).isEmpty();
    assertThat(KafkaRefusal.text(new IllegalStateException("else"))).isEqualTo("else");
    assertThat(KafkaRefusal.text(new IllegalStateException())).contains("IllegalStateException");
    assertThat(KafkaRefusal.named(new IllegalStateException("else")))
        .isEqualTo("java.lang.IllegalStateException: else");
  }

  @Test
  void a_missing_topic_is_no_broker_that_does_not_answer() {
    // given: what a producer throws, and what an administrator gets
    RuntimeException unknown = new UnknownTopicOrPartitionException("does not host");
    RuntimeException producer =
        new KafkaException(
            new TimeoutException("Topic t.usage not present in metadata after 100 ms.", unknown));

    // then
    assertThat(KafkaRefusal.advice(producer).orElseThrow())
        .contains("Topic t.usage not present", "there is no such topic", "tacet.topics.prefix")
        .doesNotContain("does not answer");
    assertThat(KafkaRefusal.advice(unknown).orElseThrow())
        .contains("there is no such topic", "others are made by whoever writes them");
    assertThat(KafkaRefusal.advice(new TimeoutException("60 s are over")).orElseThrow())
        .contains("does not answer (60 s are over)");
  }

  private KafkaSecurity mutual(CertificateFiles own) {
    return new KafkaSecurity(
        SecurityProtocol.SSL,
        Optional.of(authority.file()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(own.certificate()),
        Optional.of(own.key()));
  }

  private Path secret(String text) throws IOException {
    Path file =
        Files.createTempFile(
            directory,
            "secret",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }
}
