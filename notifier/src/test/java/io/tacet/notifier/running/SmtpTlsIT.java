package io.tacet.notifier.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.Readiness;
import io.tacet.embedded.process.StartFailure;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import io.tacet.schema.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mail and password go to a mail server whose certificate is known and bears its name, or not. */
class SmtpTlsIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static Surroundings surroundings;
  private static TestCertificate certificate;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    certificate = TestCertificate.make(surroundings.directory());
    new DirectoryOfTest(surroundings).user("ada", Role.SUBMITTER);
  }

  @AfterAll
  static void stop() throws Exception {
    surroundings.close();
  }

  @Test
  void nameAndPasswordFromFilesGoToAServerThatIsWhoItSays() throws Exception {
    // given
    Path password = Files.writeString(surroundings.directory().resolve("password"), "s3cret\n");
    Path name = Files.writeString(surroundings.directory().resolve("name"), "tacet\n");
    try (ScriptedSmtpServer server = ScriptedSmtpServer.withStartTls(certificate.context())) {
      Map<String, String> settings = settings("localhost", server.port());
      settings.put("QUARKUS_MAILER_START_TLS", "REQUIRED");
      settings.put("TACET_NOTIFIER_SMTP_USERNAME_FILE", name.toAbsolutePath().toString());
      settings.put("TACET_NOTIFIER_SMTP_PASSWORD_FILE", password.toAbsolutePath().toString());
      settings.put("TACET_NOTIFIER_SMTP_CA_FILE", certificate.file().toString());
      try (RunningService notifier = RunningService.start(surroundings, settings)) {
        // when
        finish("job-1");
        // then
        await().atMost(LIMIT).until(() -> server.accepted().contains("ada@example.org"));
        assertThat(server.logins())
            .allSatisfy(
                login ->
                    assertThat(new String(java.util.Base64.getDecoder().decode(login), UTF_8))
                        .isEqualTo("\0tacet\0s3cret"));
        assertThat(notifier.log()).doesNotContain("s3cret");
      }
    }
  }

  @Test
  void aServerWithAnotherNameThanItsCertificateGetsNothing() throws Exception {
    // given
    try (ScriptedSmtpServer server = ScriptedSmtpServer.withStartTls(certificate.context())) {
      Map<String, String> settings = settings("127.0.0.1", server.port());
      settings.put("QUARKUS_MAILER_START_TLS", "REQUIRED");
      settings.put("TACET_NOTIFIER_SMTP_CA_FILE", certificate.file().toString());
      try (RunningService notifier = RunningService.start(surroundings, settings)) {
        // when
        finish("job-2");
        // then
        awaitReason("job-2", "subject alternative names");
        assertThat(server.taken()).isEmpty();
        assertThat(notifier.log()).contains("waits until");
      }
    }
  }

  @Test
  void aServerThatNobodyVouchesForGetsNothing() throws Exception {
    // given
    try (ScriptedSmtpServer server = ScriptedSmtpServer.withTls(certificate.context())) {
      Map<String, String> settings = settings("localhost", server.port());
      settings.put("QUARKUS_MAILER_TLS", "true");
      try (RunningService notifier = RunningService.start(surroundings, settings)) {
        // when
        finish("job-3");
        // then
        awaitReason("job-3", "certification path");
        assertThat(server.taken()).isEmpty();
        assertThat(notifier.log()).contains("waits until");
      }
    }
  }

  @Test
  void settingsThatWouldShowThePasswordAreRefusedAllAtOnce() throws Exception {
    // given
    Map<String, String> settings = settings("localhost", 25);
    settings.put("QUARKUS_MAILER_USERNAME", "tacet");
    settings.put("QUARKUS_MAILER_PASSWORD", "s3cret");
    settings.put("QUARKUS_MAILER_FROM", "nobody");
    settings.put("TACET_NOTIFIER_PREFERENCES_KEY", "short");
    settings.put("TACET_NOTIFIER_RULES_JOB_FAILED", "named");
    settings.put("TACET_NOTIFIER_DELIVERY_MOST_PER_HOUR", "0");
    // when, then
    assertThat(refusal(settings))
        .contains("quarkus.mailer.start-tls: must be REQUIRED where there is a password")
        .contains("quarkus.mailer.from: 'nobody'")
        .contains("tacet.notifier.preferences.key: must have at least 32")
        .contains("tacet.notifier.rules.job-failed: named is for notices")
        .contains("tacet.notifier.delivery.most-per-hour: must be at least 1")
        .doesNotContain("s3cret");
  }

  private static String refusal(Map<String, String> settings) throws Exception {
    try (ChildProcess process =
        RunningService.launch(surroundings, 0, settings, Readiness.logged("started in"))) {
      return "it started: " + process.logSinceStart();
    } catch (StartFailure failure) {
      return Files.readString(surroundings.directory().resolve("notifier-0.log"));
    }
  }

  private static Map<String, String> settings(String host, int port) {
    return new HashMap<>(
        Map.of("QUARKUS_MAILER_HOST", host, "QUARKUS_MAILER_PORT", Integer.toString(port)));
  }

  private static void finish(String job) throws Exception {
    surroundings.send(
        surroundings.topics().jobStatus(),
        job,
        Events.status(job, "ada", JobState.FINISHED).setOrderId(Events.uuid()).build());
  }

  private static void awaitReason(String job, String reason) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        surroundings.text(
                            "SELECT coalesce(reason, '') FROM mail WHERE about = ?", job))
                    .contains(reason));
  }
}
