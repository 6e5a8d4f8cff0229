package analysts;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Energy per commit, µJ: the energies on {@code results} are summed per order, joined with the
 * outcomes on {@code job-status} by job id, and summed per commit into a topic of your own. Only
 * jobs that FINISHED count. Exactly once, and from committed records only.
 *
 * <pre>
 * java … analysts.EnergyPerCommit localhost:9092 http://localhost:8081 tacet. \
 *     analyst-energy energy-per-commit cpu_energy_rapl_powercap_component
 * </pre>
 */
public final class EnergyPerCommit {

  private EnergyPerCommit() {}

  /** Arguments: brokers, registry, prefix of the topics, application id, output topic, metric. */
  public static void main(String[] arguments) {
    Properties settings = Access.settings();
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[3]);
    // Reads committed records only, and counts each once whatever fails.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1); // the brokers' own default
    settings.put(
        StreamsConfig.STATE_DIR_CONFIG,
        System.getProperty("state.dir", System.getProperty("java.io.tmpdir") + "/kafka-streams"));
    KafkaStreams streams =
        new KafkaStreams(
            topology(new TacetRecords(arguments[1]), arguments[2], arguments[4], arguments[5]),
            settings);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  static Topology topology(TacetRecords records, String prefix, String output, String metric) {
    StreamsBuilder builder = new StreamsBuilder();
    Consumed<String, byte[]> avro = Consumed.with(Serdes.String(), Serdes.ByteArray());

    // Both topics have the job id as key and as many partitions, so a job's records meet.
    KGroupedStream<String, Fact> energies =
        builder.stream(prefix + "results", avro)
            .mapValues(value -> energy(records.decode(value), metric))
            .groupByKey(Grouped.with(Serdes.String(), FACT));
    KGroupedStream<String, Fact> ends =
        builder.stream(prefix + "job-status", avro)
            .mapValues(records::decode)
            .filter((job, status) -> status.get("state").toString().equals("FINISHED"))
            .filter(
                (job, status) ->
                    status.hasField("sourceCommit") && status.get("sourceCommit") != null)
            .mapValues(
                status ->
                    new Fact(
                        status.get("orderId").toString(),
                        status.get("sourceCommit").toString(),
                        0L))
            .groupByKey(Grouped.with(Serdes.String(), FACT));

    energies
        .cogroup((String job, Fact fact, Job known) -> known.with(fact))
        .cogroup(ends, (String job, Fact fact, Job known) -> known.with(fact))
        .aggregate(Job::new, in("jobs", JOB))
        .filter((job, known) -> known.finished() != null)
        // A job's figure may still grow by a chunk: then the old one is taken back.
        .groupBy(
            (job, known) -> KeyValue.pair(known.finished().commit(), known.energy()),
            Grouped.with(Serdes.String(), Serdes.Long()))
        .reduce(Long::sum, (sum, old) -> sum - old, in("commits", Serdes.Long()))
        .toStream()
        .peek((commit, sum) -> System.out.println(commit + " " + sum))
        .to(output, Produced.with(Serdes.String(), Serdes.Long()));
    return builder.build();
  }

  /** Adds up what one record has of the metric; packages and their parts are other metrics. */
  private static Fact energy(GenericRecord results, String metric) {
    long sum = 0;
    for (Object one : (List<?>) results.get("statistics")) {
      GenericRecord statistics = (GenericRecord) one;
      Object energy = statistics.get("energyMicrojoules");
      if (energy != null && statistics.get("metric").toString().equals(metric)) {
        sum += (Long) energy;
      }
    }
    return new Fact(results.get("orderId").toString(), "", sum);
  }

  private static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> in(
      String store, Serde<V> values) {
    return Materialized.<String, V>as(Stores.inMemoryKeyValueStore(store))
        .withKeySerde(Serdes.String())
        .withValueSerde(values);
  }

  /** What one record says of an order: its energy, or (not empty) the commit it finished with. */
  record Fact(String order, String commit, long microjoules) {

    static Fact of(String text) {
      String[] parts = text.split(" ", -1);
      return new Fact(parts[0], parts[1], Long.parseLong(parts[2]));
    }

    @Override
    public String toString() {
      return order + " " + commit + " " + microjoules;
    }
  }

  /** What is known of a job: energy and, of the one that finished, commit by order. */
  record Job(Map<String, Fact> orders) {

    Job() {
      this(Map.of());
    }

    static Job of(String text) {
      return new Job(
          text.lines().map(Fact::of).collect(Collectors.toMap(Fact::order, fact -> fact)));
    }

    Job with(Fact fact) {
      Map<String, Fact> all = new TreeMap<>(orders);
      all.merge(
          fact.order(),
          fact,
          (one, other) ->
              new Fact(
                  one.order(),
                  one.commit().isEmpty() ? other.commit() : one.commit(),
                  one.microjoules() + other.microjoules()));
      return new Job(all);
    }

    /** The order that finished; null so far. */
    Fact finished() {
      return orders.values().stream()
          .filter(fact -> !fact.commit().isEmpty())
          .findFirst()
          .orElse(null);
    }

    long energy() {
      return finished().microjoules();
    }

    @Override
    public String toString() {
      return orders.values().stream().map(Fact::toString).collect(Collectors.joining("\n"));
    }
  }

  private static final Serde<Fact> FACT = text(Fact::of);
  private static final Serde<Job> JOB = text(Job::of);

  /** Stored as text. */
  private static <T> Serde<T> text(java.util.function.Function<String, T> reader) {
    return Serdes.serdeFrom(
        (topic, value) ->
            value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8),
        (topic, bytes) ->
            bytes == null ? null : reader.apply(new String(bytes, StandardCharsets.UTF_8)));
  }
}
