package io.tacet.notifier.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import io.tacet.schema.Role;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail servers that are away, refuse or stall; notifiers that run twice or read twice. */
class MailServerTroubleIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String READY = "/q/health/ready";
  private static final String DOWN = "\"status\": \"DOWN\"";

  private Surroundings surroundings;
  private DirectoryOfTest directory;

  @BeforeEach
  void start() throws Exception {
    surroundings = new Surroundings();
    directory = new DirectoryOfTest(surroundings);
  }

  @AfterEach
  void stop() throws Exception {
    surroundings.close();
  }

  @Test
  void aMailThatFindsNoServerIsSentOnceWhenThereIsOne() throws Exception {
    // given
    surroundings.mail().stop();
    try (RunningService notifier =
        RunningService.start(surroundings, Map.of("TACET_NOTIFIER_BACKLOG_AFTER", "PT1S"))) {
      directory.user("olga", Role.OPERATOR);
      String address = directory.user("ada", Role.SUBMITTER);
      finish("job-1", "ada");
      await()
          .atMost(LIMIT)
          .until(() -> surroundings.count("SELECT coalesce(max(attempts), 0) FROM mail") >= 2);
      await()
          .atMost(LIMIT)
          .until(() -> surroundings.count("SELECT count(*) FROM mail WHERE recipient='olga'") == 1);
      assertThat(surroundings.text("SELECT state || ' ' || reason FROM mail WHERE about = 'job-1'"))
          .containsAnyOf("PENDING", "SENDING")
          .containsIgnoringCase("refused");
      // when
      surroundings.mail().start();
      // then
      awaitState("job-1", "SENT");
      assertThat(surroundings.mailsTo(address)).hasSize(1);
      await().atMost(LIMIT).until(() -> surroundings.mailsTo("olga@example.org").size() == 1);
      assertThat(surroundings.mailsTo("olga@example.org").get(0).subject())
          .isEqualTo("Mails wait: 1");
      assertThat(surroundings.count("SELECT count(*) FROM notice")).isEqualTo(1);
      assertThat(notifier.metric("tacet_mails_total")).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void itIsReadyWithoutAMailServerButNotWithoutDatabaseOrKafka() throws Exception {
    // given
    surroundings.mail().stop();
    try (RunningService notifier = RunningService.start(surroundings, Map.of())) {
      directory.user("ada", Role.SUBMITTER);
      finish("job-1", "ada");
      await()
          .atMost(LIMIT)
          .until(() -> surroundings.count("SELECT coalesce(max(attempts), 0) FROM mail") >= 1);
      // then: mails wait, nothing else does
      assertThat(notifier.get(READY)).doesNotContain(DOWN);

      // when
      surroundings.cluster().postgres().kill();
      try {
        finish("job-2", "ada");
        // then
        await()
            .atMost(LIMIT)
            .until(() -> notifier.get(READY).contains("PostgreSQL does not answer"));
        assertThat(notifier.get(READY)).contains(DOWN);
      } finally {
        surroundings.cluster().postgres().start();
      }
      await().atMost(LIMIT).until(() -> !notifier.get(READY).contains(DOWN));

      // when
      surroundings.cluster().kafka().pause();
      try {
        // then
        await().atMost(LIMIT).until(() -> notifier.get(READY).contains("Kafka does not answer"));
        assertThat(notifier.get("/q/health/live")).doesNotContain(DOWN);
      } finally {
        surroundings.cluster().kafka().resume();
      }
      await().atMost(LIMIT).until(() -> !notifier.get(READY).contains(DOWN));
      surroundings.mail().start();
      awaitState("job-2", "SENT");
    }
  }

  @Test
  void oneRecipientThatIsRefusedOrStallsDoesNotHoldUpAnother() throws Exception {
    // given
    try (ScriptedSmtpServer server = new ScriptedSmtpServer();
        RunningService notifier =
            RunningService.start(
                surroundings,
                Map.of(
                    "QUARKUS_MAILER_PORT",
                    Integer.toString(server.port()),
                    "TACET_NOTIFIER_SEND_TIMEOUT",
                    "PT3S"))) {
      for (String user : new String[] {"nobody", "busy", "slow", "drop", "ada"}) {
        directory.user(user, Role.SUBMITTER);
      }
      // when
      for (int i = 0; i < 20; i++) {
        finish("job-slow-" + i, "slow");
      }
      finish("job-drop", "drop");
      finish("job-nobody", "nobody");
      finish("job-busy", "busy");
      finish("job-ada", "ada");
      // then
      awaitState("job-ada", "SENT");
      awaitState("job-busy", "SENT");
      awaitState("job-nobody", "FAILED");
      awaitState("job-drop", "SENT");
      assertThat(server.accepted())
          .containsExactlyInAnyOrder(
              "ada@example.org", "busy@example.org", "drop@example.org", "drop@example.org");
      assertThat(server.taken())
          .filteredOn(mail -> mail.recipient().startsWith("drop@"))
          .extracting(mail -> mail.header("Message-ID"))
          .hasSize(2)
          .containsOnly(surroundings.text("SELECT message_id FROM mail WHERE about = 'job-drop'"));
      assertThat(server.asked("slow@example.org")).isLessThan(20);
      assertThat(server.asked("nobody@example.org")).isEqualTo(1);
      assertThat(server.asked("busy@example.org")).isEqualTo(3);
      assertThat(surroundings.text("SELECT reason FROM mail WHERE about = 'job-nobody'"))
          .contains("550", "no such user");
      assertThat(surroundings.count("SELECT count(*) FROM mail")).isEqualTo(24);
      assertThat(notifier.log()).contains("refused for good: 550");
    }
  }

  @Test
  void connectionsThatStayWithoutAnswerDoNotUseUpTheMailer() throws Exception {
    // given
    try (ScriptedSmtpServer server = new ScriptedSmtpServer();
        RunningService notifier =
            RunningService.start(
                surroundings,
                Map.of(
                    "QUARKUS_MAILER_PORT",
                    Integer.toString(server.port()),
                    "QUARKUS_MAILER_MAX_POOL_SIZE",
                    "12",
                    "TACET_NOTIFIER_SEND_TIMEOUT",
                    "PT0.3S"))) {
      directory.user("slow", Role.SUBMITTER);
      // when
      finish("job-slow", "slow");
      await().atMost(LIMIT).until(() -> notifier.metric("tacet_mail_stuck") >= 6);
      // then
      await().atMost(LIMIT).until(() -> notifier.get("/q/health/live").contains("DOWN"));
      assertThat(notifier.get("/q/health/live")).contains("\"name\": \"mail-senders\"");
      server.hangUp();
      await().atMost(LIMIT).until(() -> notifier.metric("tacet_mail_stuck") == 0);
      assertThat(notifier.get("/q/health/live")).doesNotContain("DOWN");
    }
  }

  @Test
  void twoNotifiersAtOnceSendOneMailEach() throws Exception {
    // given
    AtomicInteger jobs = new AtomicInteger();
    try (RunningService one = RunningService.start(surroundings, Map.of());
        RunningService other = RunningService.start(surroundings, Map.of())) {
      String address = directory.user("ada", Role.SUBMITTER);
      // when
      await("both send, however late one of them has begun")
          .atMost(LIMIT)
          .until(
              () -> {
                for (int i = 0; i < 20; i++) {
                  finish("job-" + jobs.getAndIncrement(), "ada");
                }
                return one.metric("tacet_mails_total") > 0 && other.metric("tacet_mails_total") > 0;
              });
      // then
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  surroundings.count("SELECT count(*) FROM mail WHERE state = 'SENT'")
                      == jobs.get());
      assertThat(surroundings.mailsTo(address)).hasSize(jobs.get());
      assertThat(surroundings.mailsTo(address))
          .extracting(mail -> mail.header("Message-ID").orElseThrow())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void topicsReadAgainFromTheBeginningSendNothingAgain() throws Exception {
    // given
    String address = directory.user("ada", Role.SUBMITTER);
    try (RunningService first = RunningService.start(surroundings, Map.of())) {
      finish("job-1", "ada");
      awaitState("job-1", "SENT");
      assertThat(first.log()).contains("sent");
    }
    forgetOffsets();
    // when
    try (RunningService second = RunningService.start(surroundings, Map.of())) {
      finish("job-2", "ada");
      awaitState("job-2", "SENT");
      await().atMost(LIMIT).until(() -> second.metric("tacet_intake_events_total") >= 3);
    }
    // then
    assertThat(surroundings.mailsTo(address)).hasSize(2);
  }

  private void finish(String job, String user) throws Exception {
    surroundings.send(
        surroundings.topics().jobStatus(),
        job,
        Events.status(job, user, JobState.FINISHED).setOrderId(Events.uuid()).build());
  }

  private void awaitState(String job, String state) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(surroundings.text("SELECT state FROM mail WHERE about = ?", job))
                    .isEqualTo(state));
  }

  /** The group can go when its last member has left. */
  private void forgetOffsets() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                surroundings.cluster().kafka().bootstrapServers(),
                "enable.metrics.push",
                false))) {
      String group = surroundings.topics().prefix() + "notifier";
      await()
          .atMost(LIMIT)
          .ignoreExceptionsMatching(e -> e instanceof ExecutionException)
          .until(
              () -> {
                admin.deleteConsumerGroups(java.util.List.of(group)).all().get();
                return true;
              });
    }
  }
}
