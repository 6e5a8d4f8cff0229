package io.tacet.scheduler.intake;

import static io.tacet.scheduler.running.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.deadletter.DeadLetter;
import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.signature.ForgedEventException.Fault;
import io.tacet.contract.signature.SigningKey;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events in the name of a machine that signs, by others and by itself. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ForgedEventTest {

  private static final Duration SOON = Duration.ofMinutes(3);

  @Inject Kafka kafka;
  @Inject MeterRegistry metrics;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void nobodyElseSpeaksForAMachineThatSigns() {
    // given
    SigningKey own = register("forged-1");
    SigningKey others = register("forged-2");
    String topic = kafka.topics().machineStatus();
    ProducerRecord<byte[], byte[]> changed = signed(own, status("forged-1", MachineState.STOPPED));
    changed.value()[8] ^= 1; // in the text of its id
    ProducerRecord<byte[], byte[]> good = signed(own, status("forged-1", MachineState.STOPPED));
    ProducerRecord<byte[], byte[]> moved =
        new ProducerRecord<>(
            topic, null, null, "forged-2".getBytes(UTF_8), good.value(), good.headers());

    // when
    expect(Fault.UNSIGNED, signed(null, status("forged-1", MachineState.STOPPED)));
    expect(Fault.WRONG_MACHINE, signed(others, status("forged-1", MachineState.STOPPED)));
    expect(
        Fault.UNKNOWN_KEY, signed(SigningKey.random(), status("forged-1", MachineState.STOPPED)));
    expect(Fault.BAD_SIGNATURE, changed);
    expect(Fault.BAD_SIGNATURE, moved);
    kafka.send(signed(own, status("forged-1", MachineState.RESTING)));

    // then
    await().atMost(SOON).until(() -> state("forged-1").equals("RESTING"));
    assertThat(api.get("/api/v1/machines/forged-1/history").body()).doesNotContain("STOPPED");
    assertThat(metrics.get("tacet.signature.refused").tag("fault", "UNSIGNED").counter().count())
        .isPositive();
  }

  @Test
  void aForgedOutcomeEndsNoJobAndTheHonestOneDoes() {
    // given
    SigningKey own = register("forged-3");
    SigningKey others = register("forged-4");
    Worker worker = new Worker(kafka, "forged-3");
    String job = api.submit("forged-3", "");
    JobCommand order = worker.order(job, 1);
    String topic = kafka.topics().jobStatus();

    // when
    expect(Fault.UNSIGNED, record(topic, job, worker.status(order, JobState.FINISHED, null)));
    expect(
        Fault.WRONG_MACHINE,
        EventSigner.with(others)
            .sign(record(topic, job, worker.status(order, JobState.FINISHED, null))));
    String stillOut = api.state(job);
    kafka.send(
        EventSigner.with(own)
            .sign(record(topic, job, worker.status(order, JobState.FINISHED, null))));

    // then
    assertThat(stillOut).isEqualTo("DISPATCHED");
    await().atMost(SOON).until(() -> api.state(job).equals("FINISHED"));
  }

  @Test
  void anOrderIsToldOfByTheMachineItWasGivenTo() {
    // given
    api.registerMachine("forged-5");
    api.registerMachine("forged-6");
    Worker worker = new Worker(kafka, "forged-5");
    String job = api.submit("forged-5", "");
    JobCommand order = worker.order(job, 1);

    // when
    RecordMetadata at =
        kafka.send(
            kafka.topics().jobStatus(),
            job,
            new Worker(kafka, "forged-6").status(order, JobState.FINISHED, null));

    // then
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(letter(at, DeadLetter.ERROR))
                    .contains("was given to machine forged-5, not to 'forged-6'"));
    assertThat(api.state(job)).isEqualTo("DISPATCHED");
  }

  @Test
  void inARotationBothKeysAreGoodUntilTheOldOneIsRevoked() {
    // given
    SigningKey old = register("forged-7");
    SigningKey fresh = SigningKey.random();
    put("forged-7", fresh, "PT1H");

    // when
    kafka.send(signed(old, status("forged-7", MachineState.RESTING)));
    await().atMost(SOON).until(() -> state("forged-7").equals("RESTING"));
    kafka.send(signed(fresh, status("forged-7", MachineState.COOLING)));
    await().atMost(SOON).until(() -> state("forged-7").equals("COOLING"));
    int revoked =
        api.send(
                "DELETE",
                "/api/v1/machines/forged-7/keys/" + old.publicHalf().id(),
                null,
                (String) null)
            .status();

    // then
    assertThat(revoked).isEqualTo(200);
    expect(Fault.EXPIRED_KEY, signed(old, status("forged-7", MachineState.STOPPED)));
    kafka.send(signed(fresh, status("forged-7", MachineState.IDLE)));
    await().atMost(SOON).until(() -> state("forged-7").equals("IDLE"));
  }

  private void expect(Fault fault, ProducerRecord<byte[], byte[]> record) {
    RecordMetadata at = kafka.send(record);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(letter(at, DeadLetter.FORGED)).isEqualTo(fault.name()));
  }

  /** A header of the dead letter for the record at this place; empty: there is none. */
  private String letter(RecordMetadata at, String header) {
    return kafka.records(kafka.topics().deadLetters()).stream()
        .filter(letter -> text(letter, DeadLetter.SOURCE_TOPIC).equals(at.topic()))
        .filter(letter -> text(letter, DeadLetter.SOURCE_PARTITION).equals("" + at.partition()))
        .filter(letter -> text(letter, DeadLetter.SOURCE_OFFSET).equals("" + at.offset()))
        .map(letter -> text(letter, header))
        .findFirst()
        .orElse("");
  }

  private static String text(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private String state(String machine) {
    return api.get("/api/v1/machines/" + machine).json().path("state").asText();
  }

  private SigningKey register(String machine) {
    api.registerMachine(machine);
    SigningKey key = SigningKey.random();
    put(machine, key, "PT24H");
    return key;
  }

  private void put(String machine, SigningKey key, String overlap) {
    Api.Answer answer =
        api.put(
            "/api/v1/machines/" + machine + "/keys",
            "{\"publicKey\": \"%s\", \"overlap\": \"%s\"}"
                .formatted(key.publicHalf().base64(), overlap));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private ProducerRecord<byte[], byte[]> signed(@Nullable SigningKey key, MachineStatus status) {
    ProducerRecord<byte[], byte[]> record =
        record(kafka.topics().machineStatus(), status.getMachine(), status);
    return key == null ? record : EventSigner.with(key).sign(record);
  }

  private ProducerRecord<byte[], byte[]> record(String topic, String key, SpecificRecord event) {
    return new ProducerRecord<>(topic, key.getBytes(UTF_8), kafka.bytes(topic, event));
  }

  private static MachineStatus status(String machine, MachineState state) {
    return MachineStatus.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.now())
        .setMachine(machine)
        .setState(state)
        .build();
  }
}
