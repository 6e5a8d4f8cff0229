package io.tacet.scheduler.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.signature.EventCheck;
import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.signature.KnownKey;
import io.tacet.contract.signature.PublicHalf;
import io.tacet.contract.signature.SignatureConfig;
import io.tacet.contract.signature.Signer;
import io.tacet.contract.signature.SigningKey;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.kafka.KafkaClients;
import io.tacet.scheduler.kafka.SharedTopics;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.DirectoryKind;
import io.tacet.schema.DirectoryService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The key the scheduler signs with, and the accountant's, which it vouches for. Both are in the
 * directory before anything signed with them is sent: their entries do not go through the outbox,
 * behind what waits there, and until they are on the topic nothing is relayed or taken over.
 * Thread-safe.
 */
@ApplicationScoped
public class OwnKey {

  private static final Duration DONE = Duration.ofDays(1);
  private static final String BY = "configuration";

  private final Optional<SigningKey> key;
  private final SigningConfig config;
  private final EventSigner signer;
  private final SignerKeys keys;
  private final Transactions transactions;
  private final Sql sql;
  private final KafkaClients clients;
  private final SharedTopics sharedTopics;
  private final EventWriter writer;
  private final Topics topics;
  private final Ids ids;
  private final InstantSource clock;
  private final Loop loop;
  private volatile boolean published;

  OwnKey(
      SignatureConfig signature,
      SigningConfig config,
      SignerKeys keys,
      Transactions transactions,
      Sql sql,
      KafkaClients clients,
      SharedTopics sharedTopics,
      EventWriter writer,
      Topics topics,
      Ids ids,
      InstantSource clock,
      SchedulerConfig scheduler,
      MeterRegistry metrics) {
    this.key = signature.keyFile().map(OwnKey::read);
    this.config = config;
    EventCheck signed = new EventCheck(topics, false);
    this.signer =
        key.map(EventSigner::with).orElseGet(EventSigner::without).only(signed::appliesTo);
    this.keys = keys;
    this.transactions = transactions;
    this.sql = sql;
    this.clients = clients;
    this.sharedTopics = sharedTopics;
    this.writer = writer;
    this.topics = topics;
    this.ids = ids;
    this.clock = clock;
    this.loop = new Loop("own-key", this::turn, new Signal(), scheduler, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  /**
   * Signs what this service sends on topics whose events are signed.
   *
   * @throws KafkaException while the key is not in the directory yet: try again
   */
  public EventSigner signer() {
    if (!published) {
      throw new KafkaException("The scheduler's key is not in the directory yet");
    }
    return signer;
  }

  /** Whether something can be sent. */
  public boolean isPublished() {
    return published;
  }

  /** Whether this service signs. */
  public boolean signs() {
    return key.isPresent();
  }

  private Duration turn() {
    if (!sharedTopics.areThere()) {
      return Duration.ofMillis(100);
    }
    transactions.run(
        () -> {
          // One scheduler at a time, and its entry is on the topic before the next one's
          sql.query(
              "SELECT pg_advisory_xact_lock(hashtext(?))",
              row -> true,
              topics.prefix() + "service-keys");
          key.ifPresent(own -> register(Signer.SCHEDULER, own.publicHalf()));
          SigningConfig.accountantsKey(config)
              .ifPresent(other -> register(Signer.ACCOUNTANT, other));
          if (key.isEmpty() && !keys.of(Signer.SCHEDULER).isEmpty()) {
            throw new IllegalStateException(
                "This scheduler has signed its events, so readers refuse unsigned ones; set"
                    + " tacet.signature.key-file (a new key will do: tacet-worker key FILE)");
          }
          publish();
        });
    published = true;
    return DONE;
  }

  private void register(Signer whose, PublicHalf half) {
    Instant now = clock.instant();
    Optional<KnownKey> known = keys.find(half.id());
    if (known.isEmpty()) {
      keys.add(new KnownKey(whose, half, now, null), now.plus(config.overlap()), BY);
      return;
    }
    Instant until = known.get().until();
    if (!known.get().signer().equals(whose) || (until != null && until.isBefore(now))) {
      throw new IllegalStateException(
          "%s of %s can't be used: it is of %s%s. Make a new one (tacet-worker key FILE)"
              .formatted(
                  half, whose, known.get().signer(), until == null ? "" : " until " + until));
    }
  }

  private void publish() {
    if (keys.of(Signer.SCHEDULER).isEmpty()) {
      return;
    }
    try (Producer<byte[], byte[]> producer =
        clients.plainProducer(topics.prefix() + "service-keys")) {
      for (Signer whose : List.of(Signer.SCHEDULER, Signer.ACCOUNTANT)) {
        RecordMetadata unused = producer.send(entry(whose)).get();
      }
    } catch (ExecutionException e) {
      throw new KafkaException("The scheduler's key can't be published", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private ProducerRecord<byte[], byte[]> entry(Signer whose) {
    DirectoryEntry entry =
        DirectoryEntry.newBuilder()
            .setEventId(ids.event())
            .setOccurredAt(clock.instant())
            .setKind(DirectoryKind.SERVICE)
            .setService(
                DirectoryService.newBuilder()
                    .setName(whose.id())
                    .setKeys(DirectoryKeys.of(keys.of(whose)))
                    .build())
            .build();
    return new ProducerRecord<>(
        topics.directory(),
        (DirectoryKind.SERVICE + ":" + whose.id()).getBytes(UTF_8),
        Objects.requireNonNull(writer.write(topics.directory(), entry)));
  }

  private static SigningKey read(java.nio.file.Path file) {
    try {
      return SigningKey.readOfService(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
