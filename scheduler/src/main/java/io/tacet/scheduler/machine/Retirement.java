package io.tacet.scheduler.machine;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.machine.MachineId;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.job.QueueEnd;
import io.tacet.scheduler.relay.RelayWake;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Takes away machines that an operator retired. The list of what is to be done is the database's,
 * so a restart forgets nothing, and any number of these may run side by side.
 *
 * <pre>{@code
 * RETIRING ─▶ jobs that name it end as FAILED ─▶ what is on its way to it has arrived
 *          ─▶ its topic and its group are deleted
 *          ─▶ tombstone, directory, RETIRED (one transaction)
 * RETIRED  ─▶ jobs that were submitted at that very moment end as FAILED, too
 * }</pre>
 */
@ApplicationScoped
public class Retirement {

  private static final Logger LOG = Logger.getLogger(Retirement.class);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofMillis(100);

  private final Sql sql;
  private final QueueEnd queue;
  private final MachineTopic topic;
  private final MachineEnd end;
  private final RelayWake relay;
  private final MeterRegistry metrics;
  private final Signal signal = new Signal();
  private final Loop loop;

  Retirement(
      Sql sql,
      QueueEnd queue,
      MachineTopic topic,
      MachineEnd end,
      RelayWake relay,
      SchedulerConfig config,
      MeterRegistry metrics) {
    this.sql = sql;
    this.queue = queue;
    this.topic = topic;
    this.end = end;
    this.relay = relay;
    this.metrics = metrics;
    this.loop = new Loop("retirement", this::turn, signal, config, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  /** A machine is to go. */
  void wake() {
    signal.raise();
  }

  private Duration turn() {
    boolean soon = false;
    for (String machine : leaving()) {
      queue.ofMachine(machine, "Machine " + machine + " was retired, and the job named it.");
      try {
        soon |= !take(machine);
      } catch (KafkaException e) {
        // One machine's trouble must not keep the others waiting
        metrics.counter("tacet.scheduler.retirement.failures").increment();
        LOG.warnf("machine %s is not retired yet: %s", machine, e.toString());
      }
      relay.wake();
    }
    return soon ? SOON : POLL;
  }

  private List<String> leaving() {
    return sql.query(
        """
        SELECT m.id FROM machines m WHERE NOT m.active AND (m.duty = 'RETIRING' OR EXISTS (
          SELECT 1 FROM jobs j WHERE j.pool = m.id AND j.state = 'QUEUED'))
        """,
        row -> row.text("id"));
  }

  /** Whether there is nothing left to do. */
  private boolean take(String machine) {
    if (end.isRetired(machine)) {
      return true;
    }
    if (!end.forgetCommands(machine)) {
      return false;
    }
    topic.remove(new MachineId(machine));
    if (end.retired(machine)) {
      LOG.infof("machine %s is retired", machine);
    }
    return true;
  }
}
