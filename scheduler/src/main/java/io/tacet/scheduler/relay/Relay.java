package io.tacet.scheduler.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.fault.FaultPoint;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.ExclusiveSession;
import io.tacet.scheduler.database.OwnConnections;
import io.tacet.scheduler.kafka.KafkaClients;
import io.tacet.scheduler.kafka.Offsets;
import io.tacet.scheduler.kafka.SharedTopics;
import io.tacet.scheduler.relay.RelaySession.RelayNames;
import io.tacet.scheduler.signature.OwnKey;
import io.tacet.scheduler.wake.Loop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Carries the outbox to Kafka, each record once. Of several schedulers on one database one relays,
 * the others stand by. See docs/adr/0002-relay-position-in-kafka.md.
 */
@ApplicationScoped
public class Relay {

  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

  /** How often topics are looked for that are missing. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final OwnConnections connections;
  private final KafkaClients clients;
  private final Offsets offsets;
  private final SharedTopics sharedTopics;
  private final SchedulerConfig config;
  private final RelayNames names;
  private final Counter relayed;
  private final RelayWake wake;
  private final MeterRegistry metrics;
  private final MissingTopics missing;
  private final MissingTopicNotice missingNotice;
  private final OwnKey key;
  private volatile @Nullable Loop loop;
  private @Nullable RelaySession session;
  private volatile boolean relaying;
  private long nextLook;

  Relay(
      OwnConnections connections,
      KafkaClients clients,
      Offsets offsets,
      SharedTopics sharedTopics,
      Topics topics,
      SchedulerConfig config,
      RelayWake wake,
      MeterRegistry metrics,
      MissingTopics missing,
      MissingTopicNotice missingNotice,
      OwnKey key) {
    this.connections = connections;
    this.clients = clients;
    this.offsets = offsets;
    this.sharedTopics = sharedTopics;
    this.config = config;
    this.names = names(topics);
    this.relayed = metrics.counter("tacet.scheduler.relayed");
    this.wake = wake;
    this.metrics = metrics;
    this.missing = missing;
    this.missingNotice = missingNotice;
    this.key = key;
  }

  /** The relay's names under a topic prefix. */
  static RelayNames names(Topics topics) {
    return new RelayNames(topics.prefix() + "relay", new TopicPartition(topics.jobStatus(), 0));
  }

  void start(@Observes StartupEvent event) {
    Loop started = new Loop("relay", this::turn, wake.signal(), config, metrics);
    loop = started;
    started.start();
  }

  void stop(@Observes ShutdownEvent event) {
    Loop running = loop;
    if (running != null) {
      running.stop();
    }
    end();
  }

  /** Whether this process has the lock and its producer. */
  public boolean isRelaying() {
    return relaying;
  }

  /** Whether its thread is there. */
  public boolean isAlive() {
    Loop running = loop;
    return running != null && running.isAlive();
  }

  /** Whether its last turn failed. */
  public boolean isFailing() {
    Loop running = loop;
    return running != null && running.isFailing();
  }

  private Duration turn() {
    if (!sharedTopics.areThere() || !key.isPublished()) {
      return config.relayPoll();
    }
    boolean fine = false;
    try {
      RelaySession current = session == null ? open().orElse(null) : session;
      if (current != null) {
        lookForMissing(current);
        int records = current.relay();
        while (records > 0) {
          relayed.increment(records);
          records = current.relay();
        }
      }
      fine = true;
      return config.relayPoll();
    } finally {
      if (!fine) {
        end();
      }
    }
  }

  private void lookForMissing(RelaySession current) {
    if (System.nanoTime() - nextLook >= 0) {
      current.lookForMissing();
      missingNotice.tell();
      nextLook = System.nanoTime() + LOOK.toNanos();
    }
  }

  private Optional<RelaySession> open() {
    Optional<ExclusiveSession> lock = ExclusiveSession.tryOpen(connections, names.group());
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    session =
        new RelaySession(
            lock.get(),
            clients.producer(names.group(), TRANSACTION_TIMEOUT),
            key.signer(),
            names,
            config.relayBatch(),
            missing,
            new RelaySession.Seams() {
              @Override
              public void committed() {
                FaultPoint.SCHEDULER_RELAYED.reach();
              }
            });
    session.recover(offsets);
    relaying = true;
    wake.relaysHere(true);
    nextLook = System.nanoTime();
    return Optional.of(session);
  }

  private void end() {
    relaying = false;
    wake.relaysHere(false);
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
