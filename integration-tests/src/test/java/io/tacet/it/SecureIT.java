package io.tacet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.acl.AccessRules;
import io.tacet.contract.acl.AclSetup;
import io.tacet.contract.deadletter.DeadLetter;
import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.rest.Job;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.signature.EventCheck;
import io.tacet.contract.signature.EventSigner;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.KafkaUser;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/**
 * The main path with every door locked and every event signed; {@link LockedDoorsTest} has more.
 */
class SecureIT extends LockedDoorsTest {

  @Test
  void aJobIsMeasuredMailedAndBilledBySignedEvents() {
    // when
    Job job = tacet.api().submit(Jobs.command(own, "true"));

    // then
    Job ended =
        await()
            .atMost(LIMIT)
            .until(
                () -> tacet.api().job(job.id()),
                now -> JobLifecycle.isEnd(JobState.valueOf(now.state())));
    assertThat(ended.state()).isEqualTo(JobState.FINISHED.name());
    await()
        .atMost(LIMIT)
        .until(
            () ->
                tacet.mails().stream().anyMatch(mail -> mail.text().orElse("").contains(job.id())));
    await().atMost(LIMIT).until(() -> tacet.api().usage(job.id()).size() == 1);
    String key = tacet.doors().keys().key(new MachineId(own)).publicHalf().id();
    assertThat(keysOf(tacet.topics().results(), job)).isNotEmpty().containsOnly(key);
    assertThat(keysOf(tacet.topics().jobStatus(), job)).contains(key).doesNotContain("none");
  }

  /** What the records about a job are signed with. */
  private List<String> keysOf(String topic, Job job) {
    return tacet.reader().records(topic).stream()
        .filter(record -> job.id().equals(new String(record.key(), UTF_8)))
        .map(record -> EventCheck.keyId(record).orElse("none"))
        .toList();
  }

  @Test
  void aForgedAndAnUnsignedEventAreBelievedByNobodyAndOperatorsAreTold() throws Exception {
    // given: an order in the hands of one machine, and another one's user and key
    Job job = tacet.api().submit(Jobs.command(other, "true"));
    await().atMost(LIMIT).until(() -> stateOf(job).equals(JobState.DISPATCHED.name()));
    KafkaUser captured = tacet.doors().workerOf(own);
    EventSigner key = EventSigner.with(tacet.doors().keys().key(new MachineId(own)));
    String topic = tacet.topics().jobStatus();

    // when
    try (EventWriter writer = new EventWriter(tacet.doors().serde())) {
      byte[] outcome = writer.write(topic, finished(job, other));
      captured.send(topic, job.id(), outcome);
      captured.send(key.sign(new ProducerRecord<>(topic, job.id().getBytes(UTF_8), outcome)));
    }

    // then
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(refused(job))
                    .containsExactly(
                        "UNSIGNED by accountant",
                        "UNSIGNED by notifier",
                        "UNSIGNED by scheduler",
                        "WRONG_MACHINE by accountant",
                        "WRONG_MACHINE by notifier",
                        "WRONG_MACHINE by scheduler"));
    assertThat(stateOf(job)).isEqualTo(JobState.DISPATCHED.name());
    await()
        .atMost(LIMIT)
        .until(
            () ->
                tacet.mails().stream()
                    .anyMatch(
                        mail -> mail.subject().startsWith("Forged events among dead letters")));
    assertThat(tacet.mails()).noneMatch(mail -> mail.text().orElse("").contains(job.id()));
    assertThat(tacet.api().usage(job.id())).isEmpty();
  }

  @Test
  void aWrongPasswordIsSaidAndWorkGoesOnWhenItIsRight() {
    // given
    String machine = tacet.machine("changed");
    tacet.doors().admit(machine);
    register(machine);
    String user = AccessRules.workerUser(new MachineId(machine));
    setPassword(user, "another");

    // when
    ChildProcess worker = tacet.startWorker(machine);

    // then
    await()
        .atMost(LIMIT)
        .until(() -> worker.logSinceStart().contains("does not take this user and password"));
    assertThat(worker.logSinceStart())
        .contains("tacet.kafka.security.user")
        .doesNotContain("\tat ")
        .doesNotContain(locks.password(user));

    // when
    setPassword(user, locks.password(user));

    // then: also what it says of itself arrives again, without a job
    await().atMost(LIMIT).until(() -> stateOf(machine).equals("IDLE"));
    Job job = tacet.api().submit(Jobs.command(machine, "true"));
    await().atMost(LIMIT).until(() -> stateOf(job).equals(JobState.FINISHED.name()));
  }

  @Test
  void aMissingRightOfAWorkerWithACertificateIsSaidAndItWorksWhenItIsGiven() {
    // given: mutual TLS instead of a password
    String late = tacet.machine("late");
    tacet.doors().giveCertificate(late);
    register(late);

    // when
    ChildProcess early = tacet.startWorker(late);

    // then
    await()
        .atMost(LIMIT)
        .until(() -> early.logSinceStart().contains("Kafka does not allow this user"));
    assertThat(early.logSinceStart()).doesNotContain("\tat ");

    // when
    tacet.doors().grantByCertificate(late);

    // then
    Job job = tacet.api().submit(Jobs.command(late, "true"));
    await().atMost(LIMIT).until(() -> stateOf(job).equals(JobState.FINISHED.name()));
  }

  private static JobStatus finished(Job job, String machine) {
    return JobStatus.newBuilder()
        .setEventId("forged-" + job.id())
        .setOccurredAt(Instant.now())
        .setMachine(machine)
        .setJobId(job.id())
        .setAttempt(1)
        .setOrderId("an-order")
        .setProject("default")
        .setSubmitter("admin")
        .setState(JobState.FINISHED)
        .build();
  }

  /** What was refused of a job, and by whom, as its dead letters say. */
  private Set<String> refused(Job job) {
    Set<String> refused = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> letter :
        tacet.reader().records(tacet.topics().deadLetters())) {
      if (header(letter, DeadLetter.SOURCE_KEY).equals(job.id())) {
        refused.add(header(letter, DeadLetter.FORGED) + " by " + header(letter, DeadLetter.READER));
      }
    }
    return refused;
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private String stateOf(Job job) {
    return tacet.api().job(job.id()).state();
  }

  private String stateOf(String machine) {
    return tacet.api().machine(machine).state();
  }

  private void setPassword(String user, String password) {
    try (AclSetup setup = tacet.doors().aclSetup()) {
      setup.users(Map.of(user, password));
    }
  }
}
