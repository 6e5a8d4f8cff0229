package io.tacet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.deadletter.DeadLetter;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.rest.Job;
import io.tacet.contract.topic.Topics;
import io.tacet.it.harness.Jobs;
import io.tacet.schema.JobState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A record nobody can read stops nobody. */
class DeadLetterIT extends InstallationTest {

  private static final byte[] GARBAGE = "not an event".getBytes(UTF_8);

  @Test
  void aRecordThatCannotBeDecodedGoesToTheDeadLettersAndTheReadersGoOn() {
    // given
    String machine = startWithMachine("m");
    tacet.startNotifier();
    tacet.startAccountant();
    Topics topics = tacet.topics();
    Set<String> expected =
        new TreeSet<>(
            Set.of(
                topics.jobStatus() + " by scheduler",
                topics.jobStatus() + " by notifier",
                topics.jobStatus() + " by accountant",
                topics.machineStatus() + " by scheduler",
                topics.machineStatus() + " by notifier",
                topics.jobLogs() + " by scheduler",
                topics.results() + " by accountant",
                topics.metrics() + " by accountant",
                topics.notices() + " by notifier",
                topics.usage() + " by notifier",
                topics.directory() + " by notifier",
                topics.directory() + " by accountant",
                topics.jobs(new MachineId(machine)) + " by worker"));

    // when
    write(
        List.of(
            topics.jobStatus(),
            topics.machineStatus(),
            topics.jobLogs(),
            topics.results(),
            topics.metrics(),
            topics.notices(),
            topics.usage(),
            topics.directory(),
            topics.jobs(new MachineId(machine))));
    Job job = tacet.api().submit(Jobs.command(machine, "true"));

    // then
    assertThat(awaitEnd(job.id()).state()).isEqualTo(JobState.FINISHED.name());
    await().atMost(LIMIT).until(() -> mails("Finished") == 1);
    await().atMost(LIMIT).until(() -> mails("Dead letters") == 1);
    await().atMost(LIMIT).until(() -> tacet.api().usage(job.id()).size() == 1);
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(sources(deadLetters())).isEqualTo(expected));
    assertThat(deadLetters())
        .allSatisfy(
            letter -> {
              assertThat(letter.value()).isEqualTo(GARBAGE);
              assertThat(header(letter, DeadLetter.ERROR)).isNotBlank();
              assertThat(header(letter, DeadLetter.SOURCE_OFFSET)).matches("\\d+");
            });
  }

  private long mails(String subject) {
    return tacet.mails().stream().filter(mail -> mail.subject().startsWith(subject)).count();
  }

  private void write(List<String> names) {
    Map<String, Object> config = Map.of("bootstrap.servers", parts.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String topic : names) {
        Future<RecordMetadata> sent =
            producer.send(new ProducerRecord<>(topic, "somebody".getBytes(UTF_8), GARBAGE));
        producer.flush();
        assertThat(sent).as("a record on " + topic).succeedsWithin(LIMIT);
      }
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return tacet.reader().records(tacet.topics().deadLetters());
  }

  private static Set<String> sources(List<ConsumerRecord<byte[], byte[]>> letters) {
    Set<String> sources = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      sources.add(
          header(letter, DeadLetter.SOURCE_TOPIC) + " by " + header(letter, DeadLetter.READER));
    }
    return sources;
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
