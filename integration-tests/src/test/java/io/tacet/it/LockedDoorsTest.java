package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.rest.User;
import io.tacet.contract.security.ClearText;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.tls.CertificateAuthority;
import io.tacet.embedded.tls.Locks;
import io.tacet.it.harness.Installation;
import io.tacet.it.harness.KafkaUser;
import io.tacet.it.harness.Parts;
import io.tacet.it.harness.SchedulerApi;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An installation with every door locked, and each door tried by somebody it is not for. One class
 * goes through them, too: a second installation would cost as much again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
abstract class LockedDoorsTest {

  private static final Pattern TOKEN = Pattern.compile("\"token\" *: *\"([^\"]+)\"");

  static final Duration LIMIT = Duration.ofMinutes(3);

  private EmbeddedCluster cluster;
  Locks locks;
  Installation tacet;
  String own;
  String other;
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
    await("a broker that is busy may not answer within the 1.5 s it is given")
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(ClearText.answeredInTls(servers)).contains(servers));

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
                "{\"name\":\"short\",\"expiresAt\":\"" + Instant.now().plusSeconds(20) + "\"}");
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

  /** A machine, and the key its worker signs with, as an operator would. */
  final void register(String machine) {
    tacet.api().register(machine);
    String key = tacet.doors().keys().key(new MachineId(machine)).publicHalf().base64();
    HttpResponse<String> answer =
        tacet
            .api()
            .raw("PUT", "/machines/" + machine + "/keys", "{\"publicKey\": \"" + key + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
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
