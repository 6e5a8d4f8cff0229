package io.tacet.scheduler.machine;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.machine.MachineId;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.kafka.Answers;
import io.tacet.scheduler.kafka.KafkaClients;
import io.tacet.scheduler.kafka.Offsets;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Deletes from the machines' topics what lies before the group's committed offset: orders that are
 * over. Never beyond, and nothing where there is no offset. Forgets old reports, too.
 */
@ApplicationScoped
public class Trim {

  private static final Logger LOG = Logger.getLogger(Trim.class);

  private final MachineStore machines;
  private final MachineTopic topic;
  private final KafkaClients clients;
  private final Offsets offsets;
  private final MeterRegistry metrics;
  private final MachineHistory history;
  private final InstantSource clock;
  private final Duration kept;
  private final Duration interval;
  private final Loop loop;
  private boolean first = true;

  Trim(
      MachineStore machines,
      MachineTopic topic,
      KafkaClients clients,
      Offsets offsets,
      MachineHistory history,
      InstantSource clock,
      MachineConfig machineConfig,
      SchedulerConfig config,
      MeterRegistry metrics) {
    this.machines = machines;
    this.topic = topic;
    this.clients = clients;
    this.offsets = offsets;
    this.metrics = metrics;
    this.history = history;
    this.clock = clock;
    this.kept = machineConfig.reportsKept();
    this.interval = config.trimInterval();
    this.loop = new Loop("trim", this::turn, new Signal(), config, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  private Duration turn() {
    if (first) {
      first = false;
      return interval;
    }
    history.forgetReportsBefore(clock.instant().minus(kept));
    for (String id : machines.active()) {
      MachineId machine = new MachineId(id);
      try {
        trim(machine);
      } catch (KafkaException e) {
        metrics.counter("tacet.scheduler.trim.failures").increment();
        LOG.warnf("The topic of machine %s was not trimmed: %s", id, e.getMessage());
      }
    }
    return interval;
  }

  /** Trims one machine's topic; whether there was something to delete. */
  boolean trim(MachineId machine) {
    TopicPartition partition = topic.partition(machine);
    OptionalLong committed = offsets.committed(machine.consumerGroup(), partition);
    if (committed.isEmpty()) {
      return false;
    }
    long before = Math.min(committed.getAsLong(), offsets.end(partition));
    if (before <= offsets.start(partition)) {
      return false;
    }
    Answers.of(
        clients
            .admin()
            .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before)))
            .all());
    return true;
  }
}
