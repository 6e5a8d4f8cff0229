package io.tacet.notifier.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.mail.CaughtMail;
import io.tacet.intake.testing.DeadLetterReader;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.Role;
import io.tacet.schema.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One mail per job that is over, whoever says so and however often. Mails would wait for a bill
 * longer than a test does: one that comes has it, or needs none.
 */
class JobEndMailIT implements BillInMail {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static Surroundings surroundings;
  private static RunningService notifier;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    notifier =
        RunningService.start(surroundings, Map.of("TACET_NOTIFIER_BILL_WAIT_AT_MOST", "PT10M"));
  }

  @AfterAll
  static void stop() throws Exception {
    notifier.close();
    surroundings.close();
  }

  @Test
  void aFinishedJobIsToldToItsSubmitterInTextAndHtml() throws Exception {
    // given
    user("ada");
    // when
    send(Events.finished("job-ada", "ada").build());
    // then
    CaughtMail mail = onlyMailTo("ada");
    assertThat(mail.subject()).isEqualTo("Finished: compress on m1");
    assertThat(mail.header("Message-ID").orElseThrow())
        .startsWith("<job-end.job-ada.")
        .endsWith("@tacet.localhost>");
    assertThat(mail.header("Auto-Submitted")).contains("auto-generated");
    assertThat(mail.text().orElseThrow())
        .contains("RUNTIME", "12.35 s", "4.2 s", "52.34 J", "± 0.52 %", "43.21 %", "3.5 MiB")
        .contains("was clean", "held no sockets", "15.3 ms", "412 context switches")
        .contains("Service units: 0.002216667", "Charge rate: 1.9", "CPU time charged: 4.2 s")
        .contains("tacet usage --job job-ada")
        .contains("tacet job job-ada", "https://tacet.example.org/jobs/job-ada");
    assertThat(mail.html().orElseThrow())
        .contains("<td", "RUNTIME", "52.34 J", "± 0.52 %", "was clean", "tacet job job-ada");
  }

  @Test
  void aStatusThatComesTwiceMakesOneMail() throws Exception {
    // given
    user("bob");
    JobStatus status = Events.finished("job-bob", "bob").build();
    // when
    send(status);
    send(status);
    send(Events.status("job-bob", "bob", JobState.FINISHED).build());
    // then
    onlyMailTo("bob");
  }

  @Test
  void aFailureShowsMessageAndLogWithNothingOfItRun() throws Exception {
    // given
    user("cyd");
    // when
    send(
        Events.failed("job-cyd", "cyd")
            .setJobName("evil\r\nBcc: all@example.org \u202Ename <b>")
            .build());
    // then
    CaughtMail mail = onlyMailTo("cyd");
    assertThat(mail.subject()).isEqualTo("Failed: evil Bcc: all@example.org name <b> on m1");
    assertThat(mail.header("Bcc")).isEmpty();
    assertThat(mail.recipients()).containsExactly(address("cyd"));
    assertThat(mail.text().orElseThrow())
        .contains("exit code 3", "<script>alert('x')</script> & more", "At fault: the job itself");
    assertThat(mail.html().orElseThrow())
        .contains("exit code 3", "&lt;script&gt;", "&amp; more")
        .doesNotContain("<script");
  }

  @Test
  void anInterruptedAttemptIsToldAndAgainInTheMailAtTheEnd() throws Exception {
    // given
    user("dee");
    JobStatus interrupted =
        Events.status("job-dee", "dee", JobState.INTERRUPTED)
            .setAttempt(1)
            .setOrderId(Events.uuid())
            .setErrorClass(ErrorClass.MACHINE)
            .setMessage("The machine lost power.")
            .build();
    // when
    send(interrupted);
    send(interrupted);
    send(Events.status("job-dee", "dee", JobState.QUEUED).setAttempt(1).build());
    settled("job-dee");
    // then
    await().atMost(LIMIT).until(() -> mailsTo("dee").size() == 1);
    assertThat(mailsTo("dee").get(0).subject()).isEqualTo("Interrupted: compress on m1");
    // when
    send(
        Events.status("job-dee", "dee", JobState.FAILED)
            .setAttempt(1)
            .setErrorClass(ErrorClass.MACHINE)
            .setMessage("No attempt is left.")
            .build());
    // then
    await().atMost(LIMIT).until(() -> mailsTo("dee").size() == 2);
    assertThat(mailsTo("dee"))
        .filteredOn(mail -> mail.subject().equals("Failed: compress on m1"))
        .singleElement()
        .extracting(mail -> mail.text().orElseThrow())
        .asString()
        .contains("No attempt is left.", "Attempt 1 was interrupted: The machine lost power.");
  }

  @Test
  void aCancelledJobIsToldWithWhoAskedForIt() throws Exception {
    // given
    user("eve");
    // when
    send(
        Events.status("job-eve", "eve", JobState.CANCELLED)
            .setMachine(null)
            .setRequestedBy("operator-1")
            .build());
    // then
    CaughtMail mail = onlyMailTo("eve");
    assertThat(mail.subject()).isEqualTo("Cancelled: compress");
    assertThat(mail.text().orElseThrow()).contains("Asked for by: operator-1");
  }

  @Test
  void aMailIsFitForEveryMailServerWhateverTheJobWrote() throws Exception {
    // given
    user("ian");
    String token = "ghp_" + "A1b2C3d4".repeat(5);
    // when
    send(
        Events.failed("job-ian", "ian")
            .setJobName("Größe 😀 " + "x".repeat(150))
            .setMessage("git clone https://ian:hunter2@example.org/r.git failed")
            .setLogHead("export API_KEY=abc123 ".repeat(90))
            .setLogTail("ü😀".repeat(1000) + " ü " + token)
            .setPhases(Events.finished("job-ian", "ian").getPhases())
            .build());
    // then
    CaughtMail mail = onlyMailTo("ian");
    assertThat(mail.raw().lines())
        .allSatisfy(line -> assertThat(line.getBytes(UTF_8).length).isLessThanOrEqualTo(998));
    String header = mail.raw().replace("\r", "");
    header = header.substring(0, header.indexOf("\n\n"));
    assertThat(header).matches("\\p{ASCII}+").contains("Subject: =?UTF-8?");
    assertThat(mail.subject()).startsWith("Failed: Größe 😀 xxx").endsWith("xxx on m1");
    assertThat(mail.raw()).contains("Content-ID: <chart>").doesNotContain("hunter2", "A1b2C3d4");
    assertThat(mail.text().orElseThrow())
        .contains("https://ian:•••@example.org", "API_KEY=•••", "ü😀ü😀 ü •••")
        .contains("Begin of the output", "End of the output")
        .doesNotContain("abc123");
    assertThat(mail.html().orElseThrow())
        .contains("<img src=\"cid:chart\"", "name=\"viewport\"", "content=\"light dark\"")
        .doesNotContain("<script", "<link", "url(", "src=\"http", "background", ";color:");
  }

  @Test
  void aDisturbedResultSaysSoAndWhy() throws Exception {
    // given
    user("flo");
    // when
    send(
        Events.finished("job-flo", "flo")
            .setVerdict(Verdict.DISTURBED)
            .setSilences(List.of(Events.silence(Verdict.DISTURBED)))
            .build());
    // then
    CaughtMail mail = onlyMailTo("flo");
    assertThat(mail.subject()).isEqualTo("Finished, but disturbed: compress on m1");
    assertThat(mail.text().orElseThrow())
        .contains("was disturbed:", "1234 packets of others were seen; the budget is 10");
  }

  @Test
  void theMailOfASubmitterTheDirectoryDoesNotNameYetIsSentWhenItDoes() throws Exception {
    // given
    send(Events.finished("job-gus", "gus").build());
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(surroundings.text("SELECT reason FROM mail WHERE about = ?", "job-gus"))
                    .contains("directory does not name user gus"));
    // when
    user("gus");
    // then
    onlyMailTo("gus");
  }

  @Test
  void recordsThatCannotBeReadGoToTheDeadLettersAndTheReaderGoesOn() throws Exception {
    // given
    user("hal");
    byte[] junk = {1, 2, 3};
    byte[] unknownSchema = {0, 0x7f, 0, 0, 1, 9, 9};
    // when
    for (String topic :
        List.of(
            surroundings.topics().jobStatus(),
            surroundings.topics().notices(),
            surroundings.topics().directory())) {
      surroundings.sendRaw(topic, "hal", junk);
      surroundings.sendRaw(topic, "hal", unknownSchema);
    }
    surroundings.sendRaw(surroundings.topics().jobStatus(), "hal", null);
    surroundings.sendRaw(surroundings.topics().directory(), "USER:nobody", null);
    send(Events.status("\0", "hal", JobState.FINISHED).build());
    send(Events.finished("job-hal", "hal").build());
    // then
    onlyMailTo("hal");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(notifier.metric("tacet_intake_dead_letters_total")).isEqualTo(8));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(DeadLetterReader.sources(surroundings))
                    .containsExactlyInAnyOrder(
                        surroundings.topics().jobStatus(),
                        surroundings.topics().jobStatus(),
                        surroundings.topics().jobStatus(),
                        surroundings.topics().jobStatus(),
                        surroundings.topics().notices(),
                        surroundings.topics().notices(),
                        surroundings.topics().directory(),
                        surroundings.topics().directory()));
    assertThat(notifier.log()).contains("goes to the dead letters");
  }

  @Override
  public Surroundings surroundings() {
    return surroundings;
  }

  private static void user(String id) throws Exception {
    surroundings.send(
        surroundings.topics().directory(),
        "USER:" + id,
        Events.user(id, address(id), Role.SUBMITTER));
  }

  private static String address(String user) {
    return user + "@example.org";
  }

  /** With what the accountant says then. */
  private static void send(JobStatus status) throws Exception {
    surroundings.send(surroundings.topics().jobStatus(), status.getJobId(), status);
    if (status.getOrderId() != null) {
      surroundings.send(
          surroundings.topics().usage(), status.getJobId(), Events.booked(status).build());
    }
  }

  private static List<CaughtMail> mailsTo(String user) {
    return surroundings.mailsTo(address(user));
  }

  private static CaughtMail onlyMailTo(String user) throws Exception {
    await().atMost(LIMIT).until(() -> !mailsTo(user).isEmpty());
    settled("job-" + user);
    assertThat(surroundings.count("SELECT count(*) FROM mail WHERE recipient = ?", user))
        .isEqualTo(1);
    assertThat(mailsTo(user)).hasSize(1);
    return mailsTo(user).get(0);
  }

  /**
   * Waits until all statuses sent so far with this key are read, by one more on their partition.
   */
  private static void settled(String key) throws Exception {
    String probe = "probe-" + Events.uuid();
    user(probe);
    surroundings.send(
        surroundings.topics().jobStatus(),
        key,
        Events.status(probe, probe, JobState.CANCELLED).build());
    await().atMost(LIMIT).until(() -> !mailsTo(probe).isEmpty());
  }
}
