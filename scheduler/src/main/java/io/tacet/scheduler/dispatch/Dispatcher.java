package io.tacet.scheduler.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.fault.FaultPoint;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.power.PowerWake;
import io.tacet.scheduler.relay.RelayWake;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Orders jobs as long as a free machine has one waiting, then wakes the relay: so what a submission
 * and its dispatch put into the outbox goes out together. Thread-safe.
 */
@ApplicationScoped
public class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  private final Claim claim;
  private final RelayWake relay;
  private final PowerWake power;
  private final Duration poll;
  private final Signal signal = new Signal();
  private final Counter dispatched;
  private final Loop loop;

  Dispatcher(
      Claim claim,
      RelayWake relay,
      PowerWake power,
      SchedulerConfig config,
      MeterRegistry metrics) {
    this.claim = claim;
    this.relay = relay;
    this.power = power;
    this.poll = config.relayPoll();
    this.dispatched = metrics.counter("tacet.scheduler.dispatched");
    this.loop = new Loop("dispatch", this::turn, signal, config, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  /** Something was committed that may need an order, or the relay. */
  public void wake() {
    signal.raise();
  }

  /** Whether its thread is there. */
  public boolean isAlive() {
    return loop.isAlive();
  }

  private Duration turn() {
    try {
      for (Claim.Free machine : claim.freeMachines()) {
        Optional<JobRow> ordered = claim.next(machine.id());
        ordered.ifPresent(this::count);
        if (ordered.isPresent() && machine.isOff()) {
          power.wake();
        }
      }
    } finally {
      relay.wake();
    }
    return poll;
  }

  private void count(JobRow job) {
    FaultPoint.SCHEDULER_DISPATCHED.reach();
    dispatched.increment();
    MDC.put("job", job.id());
    LOG.infof("job %s is ordered from %s as attempt %d", job.id(), job.machine(), job.attempt());
    MDC.remove("job");
  }
}
