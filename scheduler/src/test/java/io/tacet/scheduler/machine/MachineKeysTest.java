package io.tacet.scheduler.machine;

import static io.tacet.scheduler.running.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.signature.EventCheck;
import io.tacet.contract.signature.KeyList;
import io.tacet.contract.signature.KnownKey;
import io.tacet.contract.signature.PublicHalf;
import io.tacet.contract.signature.Signer;
import io.tacet.contract.signature.SigningKey;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Api.Answer;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.DirectoryKey;
import io.tacet.schema.JobStatus;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keys of machines and of the scheduler itself. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class MachineKeysTest {

  @Inject Kafka kafka;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aKeyIsShownPublishedAndInTheMachinesHistory() {
    // given
    api.registerMachine("keys-1");
    SigningKey first = SigningKey.random();
    SigningKey second = SigningKey.random();

    // when
    Answer registered = put("keys-1", first.publicHalf().pem().replace("\n", "\\n"), "PT1H");
    Answer again = put("keys-1", first.publicHalf().base64(), "PT1H");
    Answer rotated = put("keys-1", second.publicHalf().base64(), "PT1H");

    // then
    assertThat(registered.status()).isEqualTo(200);
    assertThat(again.json().path("keys")).hasSize(1);
    JsonNode keys = rotated.json().path("keys");
    assertThat(keys.findValuesAsText("id"))
        .containsExactly(first.publicHalf().id(), second.publicHalf().id());
    assertThat(keys.get(0).path("publicKey").asText()).isEqualTo(first.publicHalf().base64());
    assertThat(Instant.parse(keys.get(0).path("validUntil").asText()))
        .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
    assertThat(keys.get(1).path("validUntil").isNull()).isTrue();
    assertThat(api.get("/api/v1/machines/keys-1/history").body())
        .contains(first.publicHalf().id(), second.publicHalf().id(), "holds until");
    await()
        .untilAsserted(
            () -> {
              DirectoryEntry entry = last("MACHINE:keys-1");
              assertThat(entry.getMachine().getKeys())
                  .extracting(DirectoryKey::getPublicKey)
                  .containsExactly(
                      ByteBuffer.wrap(first.publicHalf().plain()),
                      ByteBuffer.wrap(second.publicHalf().plain()));
              assertThat(entry.getMachine().getPublicKey())
                  .isEqualTo(ByteBuffer.wrap(second.publicHalf().plain()));
            });
  }

  @Test
  void aKeyThatCannotBeIsRefused() {
    // given
    api.registerMachine("keys-2");
    api.registerMachine("keys-3");
    SigningKey key = SigningKey.random();
    put("keys-2", key.publicHalf().base64(), "PT1H");

    // when
    Answer ofAnother = put("keys-3", key.publicHalf().base64(), "PT1H");
    Answer none = put("keys-3", "-----BEGIN PRIVATE KEY-----", "P1Y");
    Answer nowhere = put("keys-none", SigningKey.random().publicHalf().base64(), "PT1H");
    Answer byAnybody =
        api.submitter("keys-ada").put("/api/v1/machines/keys-2/keys", "{\"publicKey\": \"AAAA\"}");
    Answer unknown =
        api.send(
            "DELETE", "/api/v1/machines/keys-3/keys/" + key.publicHalf().id(), null, (String) null);

    // then
    assertThat(ofAnother.status()).isEqualTo(409);
    assertThat(ofAnother.body()).contains("the key of machine keys-2");
    assertThat(none.fields()).containsExactly("publicKey");
    assertThat(none.body()).contains("give the public half");
    assertThat(nowhere.status()).isEqualTo(404);
    assertThat(byAnybody.status()).isEqualTo(403);
    assertThat(unknown.status()).isEqualTo(404);
  }

  @Test
  void whatTheSchedulerSaysIsSignedWithTheKeyItPublished() throws Exception {
    // given
    api.registerMachine("keys-4");

    // when
    String job = api.submit("keys-4", "");
    await().until(() -> api.state(job).equals("DISPATCHED") && statuses(job).size() == 2);

    // then
    DirectoryEntry entry = last("SERVICE:scheduler");
    DirectoryKey own = entry.getService().getKeys().get(0);
    KeyList keys =
        new KeyList(
            List.of(
                new KnownKey(
                    Signer.SCHEDULER,
                    PublicHalf.of(own.getPublicKey().array()),
                    own.getRegisteredAt(),
                    own.getValidUntil())));
    EventCheck strict = new EventCheck(kafka.topics(), true);
    for (ConsumerRecord<byte[], byte[]> record : statuses(job)) {
      assertThatCode(() -> strict.check(record, status(job), keys)).doesNotThrowAnyException();
    }
  }

  private static JobStatus status(String job) {
    return JobStatus.newBuilder()
        .setEventId("e")
        .setOccurredAt(Instant.EPOCH)
        .setJobId(job)
        .setProject("p")
        .setSubmitter("s")
        .build();
  }

  private List<ConsumerRecord<byte[], byte[]>> statuses(String job) {
    return kafka.records(kafka.topics().jobStatus()).stream()
        .filter(record -> new String(record.key(), UTF_8).equals(job))
        .toList();
  }

  private DirectoryEntry last(String key) {
    List<DirectoryEntry> all = kafka.events(kafka.topics().directory(), key, DirectoryEntry.class);
    return all.get(all.size() - 1);
  }

  private Answer put(String machine, String key, String overlap) {
    return api.put(
        "/api/v1/machines/" + machine + "/keys",
        "{\"publicKey\": \"%s\", \"overlap\": \"%s\"}".formatted(key, overlap));
  }
}
