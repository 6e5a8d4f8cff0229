package io.tacet.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.topic.TopicSpec;
import io.tacet.contract.topic.Topics;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MetricStatistics;
import io.tacet.schema.PhaseResults;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Topics of their own, on which outcomes lie as workers write them: each one transaction. */
public final class AnalystTopics implements AutoCloseable {

  /** Metric of all energies. */
  public static final String METRIC = "cpu_energy_rapl_powercap_component";

  private static final Instant AT = Instant.parse("2026-11-21T09:30:00.123456Z");

  private final Topics names = new Topics("it-" + UUID.randomUUID() + ".");
  private final Admin admin;
  private final EventWriter writer;
  private final Map<String, Object> broker;

  /** Creates the topics. */
  public AnalystTopics(Parts parts) throws Exception {
    broker = Map.of("bootstrap.servers", parts.bootstrapServers(), "enable.metrics.push", false);
    admin = Admin.create(broker);
    admin.createTopics(names.shared().stream().map(AnalystTopics::topic).toList()).all().get();
    writer = new EventWriter(SerdeSettings.forRegistry(parts.cluster().registry().url()));
  }

  private static NewTopic topic(TopicSpec spec) {
    return new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
  }

  /** Names. */
  public Topics names() {
    return names;
  }

  /** Creates a topic more, and tells its name. */
  public String create(String name) throws Exception {
    String full = names.prefix() + name;
    admin.createTopics(List.of(new NewTopic(full, 2, (short) 1))).all().get();
    return full;
  }

  /** An order ended so, and each chunk of its results had so much energy, µJ. */
  public void commit(
      String job, String order, JobState state, @Nullable String commit, long... energies) {
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.beginTransaction();
      send(producer, job, order, state, commit, energies);
      producer.commitTransaction();
    }
  }

  /** The same was written, and given up. */
  public void abort(
      String job, String order, JobState state, @Nullable String commit, long... energies) {
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.beginTransaction();
      send(producer, job, order, state, commit, energies);
      producer.flush();
      producer.abortTransaction();
    }
  }

  /**
   * One for each transaction, as workers do. A kept one may write its next record before the broker
   * has marked the end of the last transaction; the broker of Kafka 4.1 then sometimes answers
   * INVALID_TXN_STATE. To open one waits for the mark.
   */
  private Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put("transactional.id", names.prefix() + "m1");
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private void send(
      Producer<byte[], byte[]> producer,
      String job,
      String order,
      JobState state,
      @Nullable String commit,
      long... energies) {
    for (int chunk = 0; chunk < energies.length; chunk++) {
      PhaseResults results =
          PhaseResults.newBuilder()
              .setEventId(UUID.randomUUID().toString())
              .setOccurredAt(AT)
              .setMachine("m1")
              .setJobId(job)
              .setAttempt(1)
              .setOrderId(order)
              .setChunk(chunk)
              .setChunks(energies.length)
              .setStatistics(
                  List.of(
                      statistics(METRIC, energies[chunk]),
                      statistics("psu_energy_dc_rapl_powercap_machine", 1_000_000)))
              .build();
      send(producer, names.results(), job, writer.write(names.results(), results));
    }
    JobStatus status =
        JobStatus.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(AT)
            .setMachine("m1")
            .setJobId(job)
            .setAttempt(1)
            .setOrderId(order)
            .setProject("sorting")
            .setSubmitter("ada")
            .setState(state)
            .setSourceCommit(commit)
            .build();
    send(producer, names.jobStatus(), job, writer.write(names.jobStatus(), status));
  }

  private static MetricStatistics statistics(String metric, long energy) {
    return MetricStatistics.newBuilder()
        .setPhase("RUNTIME")
        .setMetric(metric)
        .setDetail("package-0")
        .setUnit("µJ")
        .setCount(1)
        .setSum((double) energy)
        .setMin((double) energy)
        .setMax((double) energy)
        .setMean((double) energy)
        .setEnergyMicrojoules(energy)
        .build();
  }

  private static void send(
      Producer<byte[], byte[]> producer, String topic, String key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
  }

  @Override
  public void close() {
    writer.close();
    admin.close();
  }
}
