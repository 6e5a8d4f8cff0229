package io.tacet.notifier.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.mail.CaughtMail;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.Role;
import io.tacet.schema.UsageBooked;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The bill in the mail about a job's end, whichever of the two events comes first, or only one.
 * With a notifier that waits for ten minutes.
 */
interface BillInMail {

  Duration LIMIT = Duration.ofMinutes(3);

  /** Of the notifier that runs. */
  Surroundings surroundings();

  @Test
  default void aBillThatComesFirstAndAgainIsInTheOneMailOfEachRecipient() throws Exception {
    // given
    directory().user("bill-1", Role.SUBMITTER);
    directory().user("bill-watcher", Role.SUBMITTER);
    directory().project("billed", "bill-watcher");
    JobStatus end = Events.finished("job-bill-1", "bill-1").setProject("billed").build();
    UsageBooked booked = Events.booked(end).build();
    // when
    send(booked);
    send(booked);
    await()
        .atMost(LIMIT)
        .until(() -> count("SELECT count(*) FROM bill WHERE job_id = 'job-bill-1'") == 1);
    send(end);
    send(end);
    send(booked);
    // then
    for (String user : List.of("bill-1", "bill-watcher")) {
      CaughtMail mail = mailTo(user);
      assertThat(text(mail))
          .contains("Bill\nService units: 0.002216667\nCharge rate: 1.9\nCPU time charged: 4.2 s\n")
          .contains(
              "As booked; a rate may be corrected later. How it stands now: tacet usage --job");
      assertThat(mail.html().orElseThrow())
          .contains(">Bill</h2>", ">0.002216667</td>", ">1.9</td>", "tacet usage --job job-bill-1")
          .doesNotContain("<!--bill-->");
    }
    assertNoneWaits("job-bill-1");
    assertThat(count("SELECT count(*) FROM mail WHERE about = 'job-bill-1'")).isEqualTo(2);
  }

  @Test
  default void whyNothingIsChargedIsInTheMail() throws Exception {
    // given
    directory().user("bill-2", Role.SUBMITTER);
    JobStatus end = Events.failed("job-bill-2", "bill-2").build();
    // when
    send(end);
    send(
        Events.booked(end)
            .setCpuMicros(null)
            .setCpuSource(CpuTimeSource.UNKNOWN)
            .setServiceUnits(null)
            .setNotChargedReason("The source of the CPU time is not known")
            .build());
    // then
    assertThat(text(mailTo("bill-2")))
        .contains("Not charged: The source of the CPU time is not known\nCharge rate: 1.9\n")
        .doesNotContain("Service units:", "CPU time charged");
  }

  @Test
  default void aMailWaitsForItsBillNoLongerThanItsTimeAndThenSaysSo() throws Exception {
    // given
    directory().user("bill-3", Role.SUBMITTER);
    JobStatus end = Events.finished("job-bill-3", "bill-3").build();
    // when: the accountant is away, and the scheduler says the job is over, too
    send(end);
    send(Events.status("job-bill-3", "bill-3", JobState.FINISHED).build());
    send(
        Events.status("job-bill-3", "bill-3", JobState.INTERRUPTED)
            .setOrderId(Events.uuid())
            .setAttempt(7)
            .build());
    await().atMost(LIMIT).until(() -> waiting("job-bill-3") == 2);
    // then
    assertThat(surroundings().mailsTo("bill-3@example.org")).isEmpty();
    String left =
        "SELECT extract(epoch FROM write_at - now())::integer FROM job_end WHERE about = ?";
    assertThat(count(left, "job-bill-3")).isBetween(400L, 600L);
    // when: its time is up
    count(
        "WITH up AS (UPDATE job_end SET write_at = now() WHERE about = ? RETURNING 1)"
            + " SELECT count(*) FROM up",
        "job-bill-3");
    // then
    CaughtMail mail = mailTo("bill-3");
    assertThat(text(mail))
        .contains(
            "RUNTIME", "Bill\nNot booked yet. How it stands now: tacet usage --job job-bill-3\n")
        .doesNotContain("Service units", "Charge rate");
    assertThat(mail.html().orElseThrow()).contains("Not booked yet.").doesNotContain("Charge rate");
    // when: the accountant is back
    send(Events.booked(end).build());
    send(end);
    await()
        .atMost(LIMIT)
        .until(() -> count("SELECT count(*) FROM bill WHERE job_id = 'job-bill-3'") == 1);
    // then
    await().atMost(LIMIT).until(() -> waiting("job-bill-3") == 1);
    assertThat(count("SELECT count(*) FROM mail WHERE recipient = 'bill-3'")).isEqualTo(1);
  }

  private DirectoryOfTest directory() {
    return new DirectoryOfTest(surroundings());
  }

  private void send(JobStatus status) throws Exception {
    surroundings().send(surroundings().topics().jobStatus(), status.getJobId(), status);
  }

  private void send(UsageBooked booked) throws Exception {
    surroundings().send(surroundings().topics().usage(), booked.getJobId(), booked);
  }

  private CaughtMail mailTo(String user) {
    String address = user + "@example.org";
    await().atMost(LIMIT).until(() -> !surroundings().mailsTo(address).isEmpty());
    assertThat(surroundings().mailsTo(address)).hasSize(1);
    return surroundings().mailsTo(address).get(0);
  }

  private static String text(CaughtMail mail) {
    return mail.text().orElseThrow().replace("\r\n", "\n");
  }

  private long waiting(String job) throws Exception {
    return count("SELECT count(*) FROM job_end WHERE job_id = ?", job);
  }

  private void assertNoneWaits(String job) {
    await().atMost(LIMIT).until(() -> waiting(job) == 0);
  }

  private long count(String query, String... arguments) throws Exception {
    return surroundings().count(query, arguments);
  }
}
