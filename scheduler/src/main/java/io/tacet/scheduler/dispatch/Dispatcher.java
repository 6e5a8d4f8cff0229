package io.tacet.scheduler.dispatch;

import static java.util.stream.Collectors.toSet;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Orders jobs as long as a free machine has one waiting, then wakes the relay: so what a submission
 * and its dispatch put into the outbox goes out together. Thread-safe.
 */
@ApplicationScoped
public class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  /** Machines that are given their orders in one transaction. */
  private static final int AT_ONCE = 32;

  /** How many times as long as the look at all machines took the next one is put off. */
  private static final int PAUSE_AFTER_LOOK = 4;

  private final Claim claim;
  private final Claims claims;
  private final RelayWake relay;
  private final PowerWake power;
  private final Duration poll;
  private final Signal signal = new Signal();
  private final Set<String> freed = ConcurrentHashMap.newKeySet();
  private final Counter dispatched;
  private final Loop loop;
  private long nextLook = System.nanoTime();

  Dispatcher(
      Claim claim,
      Claims claims,
      RelayWake relay,
      PowerWake power,
      SchedulerConfig config,
      MeterRegistry metrics) {
    this.claim = claim;
    this.claims = claims;
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

  /**
   * Orders of these machines are over, and that is committed: they are given their next ones before
   * all machines are looked at.
   */
  public void wake(Collection<String> machines) {
    freed.addAll(machines);
    signal.raise();
  }

  /** Whether its thread is there. */
  public boolean isAlive() {
    return loop.isAlive();
  }

  private Duration turn() {
    try {
      List<String> named = List.copyOf(freed);
      named.forEach(freed::remove);
      inParts(named.stream().map(id -> new Claim.Free(id, false, false)).toList());
      return look();
    } finally {
      relay.wake();
    }
  }

  /** Looks at all machines, but not all the time: under load those that were named suffice. */
  private Duration look() {
    long now = System.nanoTime();
    if (nextLook - now > 0) {
      return Duration.ofNanos(nextLook - now);
    }
    List<Claim.Free> free = claim.freeMachines();
    long took = System.nanoTime() - now;
    inParts(free);
    nextLook = System.nanoTime() + PAUSE_AFTER_LOOK * took;
    return poll;
  }

  private void inParts(List<Claim.Free> machines) {
    for (int from = 0; from < machines.size(); from += AT_ONCE) {
      order(machines.subList(from, Math.min(machines.size(), from + AT_ONCE)));
    }
  }

  private void order(List<Claim.Free> machines) {
    List<JobRow> ordered =
        new ArrayList<>(
            claims.next(
                machines.stream()
                    .filter(machine -> !machine.isControl())
                    .map(Claim.Free::id)
                    .toList()));
    machines.stream()
        .filter(Claim.Free::isControl)
        .forEach(machine -> claim.next(machine.id()).ifPresent(ordered::add));
    if (ordered.isEmpty()) {
      return;
    }
    relay.wake(); // they need not wait for the machines that come after them
    ordered.forEach(this::count);
    Set<String> off =
        machines.stream().filter(Claim.Free::isOff).map(Claim.Free::id).collect(toSet());
    if (ordered.stream().anyMatch(job -> off.contains(job.orderedFrom()))) {
      power.wake();
    }
  }

  private void count(JobRow job) {
    FaultPoint.SCHEDULER_DISPATCHED.reach();
    dispatched.increment();
    MDC.put("job", job.id());
    LOG.infof("job %s is ordered from %s as attempt %d", job.id(), job.machine(), job.attempt());
    MDC.remove("job");
  }
}
