package io.tacet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.acl.AccessRules;
import io.tacet.contract.acl.AclSetup;
import io.tacet.contract.deadletter.DeadLetter;
import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.User;
import io.tacet.contract.security.ClearText;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.signature.EventCheck;
import io.tacet.contract.signature.EventSigner;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.tls.CertificateAuthority;
import io.tacet.embedded.tls.Locks;
import io.tacet.it.harness.Installation;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.KafkaUser;
import io.tacet.it.harness.Parts;
import io.tacet.it.harness.SchedulerApi;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The main path with every door locked and every event signed, and each door tried by somebody it
 * is not for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class SecureIT {

  private static final Pattern TOKEN = Pattern.compile("\"token\" *: *\"([^\"]+)\"");
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private EmbeddedCluster cluster;
  private Locks locks;
  private Installation tacet;
  private String own;
  private String other;
  private String gone;

  @BeforeAll
  void install(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    cluster = EmbeddedCluster.builder().locked(true).start();
    locks = cluster.locks().orElseThrow();
    tacet = new Installation(Parts.of(cluster), directory);
    own = tacet.machine("own");
    other = tacet.machine("other");
    gone = tacet.machine("gone");
    tacet.doors().admit(own, other, gone);
    tacet.startServices();
    register(own);
    register(other);
    tacet.startWorker(own);
  }

  @AfterAll
  void uninstall() {
    tacet.close();
    cluster.close();
  }

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
  void aWorkerCanNotReadTheOrdersOfAnotherMachine() {
    TopicPartition orders = new TopicPartition(tacet.topics().jobs(new MachineId(other)), 0);
    TopicPartition directory = new TopicPartition(tacet.topics().directory(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = tacet.doors().workerOf(own).consumer(own)) {
      assertRefused(consumer, orders);
      assertRefused(consumer, directory);
      TopicPartition mine = new TopicPartition(tacet.topics().jobs(new MachineId(own)), 0);
      consumer.assign(List.of(mine));
      assertThat(consumer.endOffsets(Set.of(mine))).containsKey(mine);
    }
  }

  @Test
  void aWorkerCanNotUseTheGroupOfAnotherMachine() {
    TopicPartition orders = new TopicPartition(tacet.topics().jobs(new MachineId(own)), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = tacet.doors().workerOf(own).consumer(other)) {
      assertThatThrownBy(() -> consumer.committed(Set.of(orders)))
          .isInstanceOf(GroupAuthorizationException.class);
    }
  }

  @Test
  void aWorkerCanNotEndTheOrdersOfAnotherMachine() {
    Optional<String> id = Optional.of(new MachineId(other).transactionalId());
    try (KafkaProducer<byte[], byte[]> producer = tacet.doors().workerOf(own).producer(id)) {
      assertThatThrownBy(producer::initTransactions)
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }

  @Test
  void nobodyButTheSchedulerGivesOrders() {
    String orders = tacet.topics().jobs(new MachineId(own));
    for (String user : List.of("tacet-worker-" + own, "tacet-notifier", "tacet-analyst")) {
      assertThatThrownBy(() -> tacet.doors().user(user).send(orders, "job", new byte[] {1}))
          .as(user)
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void whoIsNobodyIsNotLetIn(@TempDir Path elsewhere) {
    String servers = cluster.kafka().bootstrapServers();
    assertThat(ClearText.answeredInTls(servers)).contains(servers);

    Path wrong = CertificateAuthority.in(elsewhere, "somebody else").file();
    String user = "tacet-worker-" + own;
    assertThatThrownBy(() -> ask(KafkaSecurity.ofUser(wrong, user, locks.passwordFile(user))))
        .isInstanceOf(SslAuthenticationException.class);

    Path othersPassword = locks.passwordFile("tacet-analyst");
    assertThatThrownBy(
            () -> ask(KafkaSecurity.ofUser(locks.authority().file(), user, othersPassword)))
        .isInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void aTokenThatIsOverAndARoleTooLowAreRefused() {
    // given
    User user = tacet.api().addUser("ann", "ann@example.org");
    SchedulerApi ann = tacet.api().as(Objects.requireNonNull(user.token()));
    assertThat(ann.raw("GET", "/jobs", "").statusCode()).isEqualTo(200);

    // then: a submitter registers no machines
    assertThat(ann.raw("PUT", "/machines/new-one", "{}").statusCode()).isEqualTo(403);

    // when: a token that is valid for a moment
    HttpResponse<String> made =
        tacet
            .api()
            .raw(
                "POST",
                "/users/ann/tokens",
                "{\"name\":\"short\",\"expiresAt\":\"" + Instant.now().plusSeconds(10) + "\"}");
    Matcher token = TOKEN.matcher(made.body());
    assertThat(token.find()).as(made.body()).isTrue();
    SchedulerApi later = tacet.api().as(token.group(1));
    assertThat(later.raw("GET", "/jobs", "").statusCode()).isEqualTo(200);

    // then
    await()
        .atMost(LIMIT)
        .until(
            () ->
                later.raw("GET", "/jobs", "").statusCode() == HttpURLConnection.HTTP_UNAUTHORIZED);
  }

  @Test
  void aServiceKeepsToItsOwnSchema() throws Exception {
    Map<ServiceRole, String> foreign =
        Map.of(
            ServiceRole.NOTIFIER, "scheduler.jobs",
            ServiceRole.ACCOUNTANT, "notifier.mail",
            ServiceRole.SCHEDULER, "accountant.usage_record");
    for (Map.Entry<ServiceRole, String> one : foreign.entrySet()) {
      try (Connection connection = cluster.postgres().connect(tacet.database(), one.getKey())) {
        assertThatThrownBy(
                () -> connection.createStatement().executeQuery("SELECT * FROM " + one.getValue()))
            .hasMessageContaining("permission denied for schema");
      }
    }
  }

  @Test
  void aRetiredMachineIsLockedOut() {
    // given
    tacet.api().register(gone);
    TopicPartition orders = new TopicPartition(tacet.topics().jobs(new MachineId(gone)), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = tacet.doors().workerOf(gone).consumer(gone)) {
      assertThat(consumer.committed(Set.of(orders))).containsKey(orders);
    }

    // when
    assertThat(tacet.api().raw("POST", "/machines/" + gone + "/retire", "{}").statusCode() / 100)
        .isEqualTo(2);

    // then
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              try (KafkaConsumer<byte[], byte[]> consumer =
                  tacet.doors().workerOf(gone).consumer(gone)) {
                assertThatThrownBy(() -> consumer.committed(Set.of(orders)))
                    .isInstanceOf(GroupAuthorizationException.class);
              }
            });
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

    // when
    tacet.doors().grantByCertificate(late);

    // then
    Job job = tacet.api().submit(Jobs.command(late, "true"));
    await().atMost(LIMIT).until(() -> stateOf(job).equals(JobState.FINISHED.name()));
  }

  /** A machine, and the key its worker signs with, as an operator would. */
  private void register(String machine) {
    tacet.api().register(machine);
    String key = tacet.doors().keys().key(new MachineId(machine)).publicHalf().base64();
    HttpResponse<String> answer =
        tacet
            .api()
            .raw("PUT", "/machines/" + machine + "/keys", "{\"publicKey\": \"" + key + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
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

  private void ask(KafkaSecurity security) {
    new KafkaUser(cluster.kafka().bootstrapServers(), security).ask();
  }

  private static void assertRefused(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    consumer.assign(List.of(partition));
    assertThatThrownBy(() -> consumer.endOffsets(Set.of(partition)))
        .isInstanceOf(TopicAuthorizationException.class);
  }
}
