package io.tacet.scheduler.intake;

import static io.tacet.scheduler.running.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.deadletter.DeadLetter;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.LogChunk;
import io.tacet.schema.LogStream;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that can't be read, on each topic, and what comes behind them. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class DeadLetterTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  @Inject Kafka kafka;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @ParameterizedTest
  @ValueSource(strings = {"job-status", "machine-status", "job-logs"})
  void bytesThatAreNoEventGoToTheDeadLettersAsTheyAre(String name) {
    // given
    String topic = kafka.topics().prefix() + name;
    byte[] bytes = {0, 0, 0, 0, 99, 1, 2, (byte) UUID.randomUUID().hashCode()};

    // when
    long offset = kafka.send(topic, "key-" + name, bytes).offset();

    // then
    await()
        .untilAsserted(
            () ->
                assertThat(letters(topic))
                    .anySatisfy(
                        letter -> {
                          assertThat(letter.value()).isEqualTo(bytes);
                          assertThat(header(letter, DeadLetter.SOURCE_OFFSET))
                              .isEqualTo("" + offset);
                          assertThat(header(letter, DeadLetter.SOURCE_KEY))
                              .isEqualTo("key-" + name);
                          assertThat(header(letter, DeadLetter.READER)).isEqualTo("scheduler");
                        }));
  }

  @Test
  void aStatusOfAJobThatIsNotThereIsADeadLetterAndTheNextIsRead() {
    // given
    api.registerMachine("dead-1");
    Worker worker = new Worker(kafka, "dead-1");
    String job = api.submit("dead-1", "");
    JobCommand order = worker.order(job, 1);
    JobStatus stray = worker.status(order, JobState.MEASURING, LONG);
    stray.setJobId("0000000000000");

    // when
    kafka.send(kafka.topics().jobStatus(), job, stray);
    worker.progress(order, JobState.MEASURING, LONG);

    // then
    await().until(() -> api.state(job).equals("MEASURING"));
    await()
        .untilAsserted(
            () ->
                assertThat(letters(kafka.topics().jobStatus()))
                    .anySatisfy(
                        letter ->
                            assertThat(header(letter, DeadLetter.ERROR))
                                .contains("0000000000000")));
  }

  @Test
  void aTombstoneIsNoError() {
    // given
    api.registerMachine("dead-2");
    int before = letters(kafka.topics().machineStatus()).size();

    // when
    kafka.send(kafka.topics().machineStatus(), "dead-2", (byte[]) null);
    kafka.send(kafka.topics().machineStatus(), "dead-2", status("dead-2"));

    // then
    await()
        .until(
            () ->
                api.get("/api/v1/machines/dead-2").json().path("state").asText().equals("RESTING"));
    assertThat(letters(kafka.topics().machineStatus())).hasSize(before);
  }

  @Test
  void outputComesInOrderAndOnce() {
    // given
    api.registerMachine("dead-3");
    Worker worker = new Worker(kafka, "dead-3");
    String job = api.submit("dead-3", "");
    JobCommand order = worker.order(job, 1);

    // when
    kafka.send(kafka.topics().jobLogs(), job, chunk(order, 0, "one\0"));
    kafka.send(kafka.topics().jobLogs(), job, chunk(order, 0, "one\0"));
    kafka.send(kafka.topics().jobLogs(), job, chunk(order, 1, "two"));

    // then
    await()
        .untilAsserted(
            () ->
                assertThat(
                        api.get("/api/v1/jobs/" + job + "/logs")
                            .json()
                            .path("chunks")
                            .findValuesAsText("text"))
                    .containsExactly("one\0", "two"));
    assertThat(api.get("/api/v1/jobs/" + job + "/logs?attempt=2").fields())
        .containsExactly("attempt");
  }

  private List<ConsumerRecord<byte[], byte[]>> letters(String source) {
    return kafka.records(kafka.topics().deadLetters()).stream()
        .filter(letter -> new String(letter.key(), UTF_8).equals(source))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  private static MachineStatus status(String machine) {
    return MachineStatus.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.now())
        .setMachine(machine)
        .setState(MachineState.RESTING)
        .build();
  }

  private static LogChunk chunk(JobCommand order, int number, String text) {
    return LogChunk.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.now())
        .setMachine(order.getMachine())
        .setJobId(order.getJobId())
        .setAttempt(order.getAttempt())
        .setOrderId(order.getOrderId())
        .setPhase("RUNTIME")
        .setStream(LogStream.STDOUT)
        .setChunk(number)
        .setContent(ByteBuffer.wrap(text.getBytes(UTF_8)))
        .build();
  }
}
