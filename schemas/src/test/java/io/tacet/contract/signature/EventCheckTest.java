package io.tacet.contract.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.contract.signature.ForgedEventException.Fault;
import io.tacet.contract.topic.Topics;
import io.tacet.schema.JobStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is believed. The check looks at the decoded event, so the bytes here may be any. */
class EventCheckTest {

  private static final Topics TOPICS = new Topics("tacet.");
  private static final Instant REGISTERED = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant LATER = REGISTERED.plusSeconds(3600);

  private final EventCheck check = new EventCheck(TOPICS, false);
  private final List<KnownKey> known = new ArrayList<>();
  private SigningKey ofM1;
  private SigningKey ofM2;
  private SigningKey ofScheduler;

  @BeforeEach
  void register() {
    ofM1 = register(Signer.machine("m1"), null);
    ofM2 = register(Signer.machine("m2"), null);
    ofScheduler = register(Signer.SCHEDULER, null);
  }

  @Test
  void honestEventsAreBelieved() {
    assertThatCode(() -> judge(ofM1, TOPICS.jobStatus(), "m1", LATER)).doesNotThrowAnyException();
    assertThatCode(() -> judge(ofScheduler, TOPICS.jobStatus(), "m1", LATER))
        .as("the scheduler speaks in a machine's place")
        .doesNotThrowAnyException();
    assertThatCode(() -> judge(ofScheduler, TOPICS.jobStatus(), null, LATER))
        .doesNotThrowAnyException();
    assertThatCode(() -> judge(null, TOPICS.jobStatus(), "without", LATER))
        .as("a machine that has never had a key")
        .doesNotThrowAnyException();
    assertThatCode(() -> judge(SigningKey.random(), TOPICS.jobStatus(), "without", LATER))
        .as("a machine that signs before its key is registered")
        .doesNotThrowAnyException();
    assertThatCode(() -> judge(null, TOPICS.jobStatus(), "m1", REGISTERED.minusMillis(1)))
        .as("before it had a key, read again today")
        .doesNotThrowAnyException();
    assertThatCode(() -> judge(null, TOPICS.notices(), null, LATER))
        .as("the accountant, which has no key")
        .doesNotThrowAnyException();
  }

  @Test
  void forgeriesAreNot() {
    assertThat(fault(null, TOPICS.jobStatus(), "m1", LATER)).isEqualTo(Fault.UNSIGNED);
    assertThat(fault(null, TOPICS.jobStatus(), null, LATER)).isEqualTo(Fault.UNSIGNED);
    assertThat(fault(ofM2, TOPICS.jobStatus(), "m1", LATER)).isEqualTo(Fault.WRONG_MACHINE);
    assertThat(fault(ofM2, TOPICS.jobStatus(), "without", LATER)).isEqualTo(Fault.WRONG_MACHINE);
    assertThat(fault(ofM2, TOPICS.jobStatus(), null, LATER)).isEqualTo(Fault.WRONG_MACHINE);
    assertThat(fault(SigningKey.random(), TOPICS.jobStatus(), "m1", LATER))
        .isEqualTo(Fault.UNKNOWN_KEY);
    assertThat(fault(ofScheduler, TOPICS.results(), "m1", LATER)).isEqualTo(Fault.WRONG_SERVICE);
  }

  @Test
  void aMachineSpeaksOfOrdersOnly() {
    // given
    JobStatus status = status("m1");
    status.setOrderId(null);

    // then
    assertThatThrownBy(() -> check.check(record(ofM1, TOPICS.jobStatus(), LATER), status, keys()))
        .hasMessageContaining("NO_ORDER");
    assertThatCode(
            () -> check.check(record(ofScheduler, TOPICS.jobStatus(), LATER), status, keys()))
        .doesNotThrowAnyException();
  }

  @Test
  void aTombstoneSpeaksForTheMachineOfItsKey() {
    // given
    ConsumerRecord<byte[], byte[]> unsigned = record(null, TOPICS.machineStatus(), LATER);
    ConsumerRecord<byte[], byte[]> signed = record(ofScheduler, TOPICS.machineStatus(), LATER);

    // then
    assertThatThrownBy(() -> check.check(unsigned, null, keys()))
        .hasMessage("not signed, but what machine m1 says must be (UNSIGNED)");
    assertThatCode(() -> check.check(signed, null, keys())).doesNotThrowAnyException();
  }

  @Test
  void inARotationBothKeysHoldUntilTheOldOnesEnd() {
    // given
    known.clear();
    SigningKey old = register(Signer.machine("m1"), LATER);
    SigningKey fresh = register(Signer.machine("m1"), null);

    // then
    assertThatCode(() -> judge(old, TOPICS.jobStatus(), "m1", LATER)).doesNotThrowAnyException();
    assertThatCode(() -> judge(fresh, TOPICS.jobStatus(), "m1", LATER)).doesNotThrowAnyException();
    assertThat(fault(old, TOPICS.jobStatus(), "m1", LATER.plusMillis(1)))
        .isEqualTo(Fault.EXPIRED_KEY);
  }

  @Test
  void afterTheLastKeyIsRevokedNothingIsBelieved() {
    // given
    known.clear();
    SigningKey revoked = register(Signer.machine("m1"), LATER);

    // then
    assertThat(fault(revoked, TOPICS.jobStatus(), "m1", LATER.plusSeconds(1)))
        .isEqualTo(Fault.EXPIRED_KEY);
    assertThat(fault(null, TOPICS.jobStatus(), "m1", LATER.plusSeconds(1)))
        .isEqualTo(Fault.UNSIGNED);
  }

  @Test
  void aTimeThatTheWriterChoseDoesNotHelpIt() {
    // given
    ConsumerRecord<byte[], byte[]> record =
        received(
            new ProducerRecord<>(TOPICS.jobStatus(), "k".getBytes(UTF_8), new byte[6]),
            REGISTERED.minusSeconds(1),
            TimestampType.CREATE_TIME);

    // then
    assertThatThrownBy(() -> check.check(record, status("m1"), keys()))
        .hasMessageContaining("UNSIGNED");
  }

  @Test
  void whereSignaturesAreRequiredNothingElseIsBelieved() {
    // given
    EventCheck strict = new EventCheck(TOPICS, true);
    ConsumerRecord<byte[], byte[]> unsigned = record(null, TOPICS.jobStatus(), LATER);
    ConsumerRecord<byte[], byte[]> unknown = record(SigningKey.random(), TOPICS.jobStatus(), LATER);

    // then
    assertThatThrownBy(() -> strict.check(unsigned, status("without"), keys()))
        .hasMessageContaining("UNSIGNED");
    assertThatThrownBy(() -> strict.check(unknown, status("without"), keys()))
        .hasMessageContaining("UNKNOWN_KEY");
    assertThatCode(
            () -> strict.check(record(null, TOPICS.directory(), LATER), status("without"), keys()))
        .as("a topic with one writer")
        .doesNotThrowAnyException();
  }

  @Test
  void aNameFromAForgerDoesNoHarmInALog() {
    assertThatThrownBy(() -> judge(ofM2, TOPICS.jobStatus(), "m1\nERROR all is lost", LATER))
        .hasMessage(
            "speaks for machine m1?ERROR all is lost, but machine m2 signed it (WRONG_MACHINE)");
  }

  private Fault fault(
      @Nullable SigningKey key, String topic, @Nullable String machine, Instant at) {
    try {
      judge(key, topic, machine, at);
    } catch (ForgedEventException e) {
      return e.fault();
    }
    throw new AssertionError("believed");
  }

  private void judge(@Nullable SigningKey key, String topic, @Nullable String machine, Instant at) {
    check.check(record(key, topic, at), status(machine), keys());
  }

  private static ConsumerRecord<byte[], byte[]> record(
      @Nullable SigningKey key, String topic, Instant at) {
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(topic, "m1".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 1, 2});
    if (key != null) {
      EventSigner.with(key).sign(sent);
    }
    return received(sent, at, TimestampType.LOG_APPEND_TIME);
  }

  private static ConsumerRecord<byte[], byte[]> received(
      ProducerRecord<byte[], byte[]> sent, Instant at, TimestampType type) {
    return new ConsumerRecord<>(
        sent.topic(),
        0,
        0,
        at.toEpochMilli(),
        type,
        0,
        0,
        sent.key(),
        sent.value(),
        new RecordHeaders(sent.headers()),
        Optional.empty());
  }

  private static JobStatus status(@Nullable String machine) {
    return JobStatus.newBuilder()
        .setOrderId("o1")
        .setEventId("e1")
        .setOccurredAt(Instant.EPOCH)
        .setMachine(machine)
        .setJobId("j1")
        .setProject("p1")
        .setSubmitter("ada")
        .build();
  }

  private SigningKey register(Signer signer, @Nullable Instant until) {
    SigningKey key = SigningKey.random();
    known.add(new KnownKey(signer, key.publicHalf(), REGISTERED, until));
    return key;
  }

  private KnownKeys keys() {
    return new KeyList(known);
  }
}
