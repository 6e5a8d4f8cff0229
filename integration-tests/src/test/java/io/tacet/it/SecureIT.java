package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.acl.AccessRules;
import io.tacet.contract.acl.AclSetup;
import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.User;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.tls.CertificateAuthority;
import io.tacet.embedded.tls.Locks;
import io.tacet.it.harness.Installation;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.Parts;
import io.tacet.it.harness.SchedulerApi;
import io.tacet.schema.JobState;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The main path with every door locked, and each door tried by somebody it is not for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecureIT {

  private static final Pattern TOKEN = Pattern.compile("\"token\" *: *\"([^\"]+)\"");
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private EmbeddedCluster cluster;
  private Locks locks;
  private Installation tacet;
  private String own;
  private String other;
  private ChildProcess worker;

  @BeforeAll
  void install(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    cluster = EmbeddedCluster.builder().locked(true).start();
    locks = cluster.locks().orElseThrow();
    tacet = new Installation(Parts.of(cluster), directory);
    own = tacet.machine("own");
    other = tacet.machine("other");
    tacet.withUsers(own, other);
    tacet.startScheduler();
    tacet.api().register(own);
    tacet.api().register(other);
    worker = tacet.startWorker(own);
  }

  @AfterAll
  void uninstall() {
    tacet.close();
    cluster.close();
  }

  @Test
  void aJobIsMeasuredMailedAndBilled() {
    // given
    tacet.startNotifier();
    tacet.startAccountant();

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
  }

  @Test
  void aWorkerCanNotReadTheOrdersOfAnotherMachine() {
    TopicPartition orders = new TopicPartition(tacet.topics().jobs(new MachineId(other)), 0);
    TopicPartition directory = new TopicPartition(tacet.topics().directory(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(workerOf(own), own)) {
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
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(workerOf(own), other)) {
      assertThatThrownBy(() -> consumer.committed(Set.of(orders)))
          .isInstanceOf(GroupAuthorizationException.class);
    }
  }

  @Test
  void aWorkerCanNotEndTheOrdersOfAnotherMachine() {
    String id = new MachineId(other).transactionalId();
    try (KafkaProducer<byte[], byte[]> producer = producer(workerOf(own), Optional.of(id))) {
      assertThatThrownBy(producer::initTransactions)
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }

  @Test
  void nobodyButTheSchedulerGivesOrders() {
    String orders = tacet.topics().jobs(new MachineId(own));
    for (String user : List.of("tacet-worker-" + own, "tacet-notifier", "tacet-analyst")) {
      try (KafkaProducer<byte[], byte[]> producer =
          producer(tacet.security(user), Optional.empty())) {
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>(orders, new byte[] {1})).get())
            .as(user)
            .hasCauseInstanceOf(TopicAuthorizationException.class);
      }
    }
  }

  @Test
  void whoIsNobodyIsNotLetIn(@TempDir Path elsewhere) {
    assertThatThrownBy(() -> ask(KafkaSecurity.none())).isInstanceOf(TimeoutException.class);

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
                "{\"name\":\"short\",\"expiresAt\":\"" + Instant.now().plusSeconds(5) + "\"}");
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
    try (Connection connection =
        cluster.postgres().connect(tacet.database(), ServiceRole.NOTIFIER)) {
      assertThatThrownBy(
              () -> connection.createStatement().executeQuery("SELECT * FROM scheduler.jobs"))
          .hasMessageContaining("permission denied for schema scheduler");
    }
  }

  @Test
  void aRetiredMachineIsLockedOut() {
    // given
    String gone = tacet.machine("gone");
    tacet.withUsers(gone);
    tacet.api().register(gone);
    TopicPartition orders = new TopicPartition(tacet.topics().jobs(new MachineId(gone)), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(workerOf(gone), gone)) {
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
              try (KafkaConsumer<byte[], byte[]> consumer = consumer(workerOf(gone), gone)) {
                assertThatThrownBy(() -> consumer.committed(Set.of(orders)))
                    .isInstanceOf(GroupAuthorizationException.class);
              }
            });
  }

  @Test
  void aWrongPasswordIsSaidAndWorkGoesOnWhenItIsRight() {
    // given: the worker is away while its password changes
    awaitIdle(own);
    worker.stop(Duration.ofSeconds(10));
    String user = AccessRules.workerUser(new MachineId(own));
    setPassword(user, "another");

    // when
    worker = tacet.startWorker(own);

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

    // then
    Job job = tacet.api().submit(Jobs.command(own, "true"));
    await()
        .atMost(LIMIT)
        .until(() -> tacet.api().job(job.id()).state().equals(JobState.FINISHED.name()));
  }

  @Test
  void aMissingRightIsSaidAndWorkGoesOnWhenItIsGiven() {
    // given: a worker with a user, whose machine is not registered yet
    String late = tacet.machine("late");
    tacet.withUsers(late);

    // when
    ChildProcess early = tacet.startWorker(late);

    // then
    await()
        .atMost(LIMIT)
        .until(() -> early.logSinceStart().contains("Kafka does not allow this user"));

    // when
    tacet.api().register(late);

    // then
    awaitIdle(late);
    early.stop(Duration.ofSeconds(10));
  }

  private void awaitIdle(String machine) {
    await().atMost(LIMIT).until(() -> tacet.api().machine(machine).state().equals("IDLE"));
  }

  private void setPassword(String user, String password) {
    try (AclSetup setup = tacet.aclSetup()) {
      setup.users(Map.of(user, password));
    }
  }

  private KafkaSecurity workerOf(String machine) {
    return tacet.security(AccessRules.workerUser(new MachineId(machine)));
  }

  private void ask(KafkaSecurity security) {
    Map<String, Object> settings = settings(security);
    settings.put("default.api.timeout.ms", 3000);
    settings.put("request.timeout.ms", 2000);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.listTopics();
    }
  }

  private static void assertRefused(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    consumer.assign(List.of(partition));
    assertThatThrownBy(() -> consumer.endOffsets(Set.of(partition)))
        .isInstanceOf(TopicAuthorizationException.class);
  }

  private KafkaConsumer<byte[], byte[]> consumer(KafkaSecurity security, String groupOf) {
    Map<String, Object> settings = settings(security);
    settings.put("group.id", new MachineId(groupOf).consumerGroup());
    settings.put("auto.offset.reset", "none");
    settings.put("enable.auto.commit", false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer(
      KafkaSecurity security, Optional<String> transactionalId) {
    Map<String, Object> settings = settings(security);
    transactionalId.ifPresent(id -> settings.put("transactional.id", id));
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> settings(KafkaSecurity security) {
    Map<String, Object> settings = new HashMap<>(security.properties());
    settings.put("bootstrap.servers", cluster.kafka().bootstrapServers());
    settings.put("enable.metrics.push", false);
    return settings;
  }
}
