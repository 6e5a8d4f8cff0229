package io.tacet.scheduler.power;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.machine.MachineControl;
import io.tacet.scheduler.machine.MachineHistory;
import io.tacet.scheduler.machine.MachineHistory.Change;
import io.tacet.scheduler.power.Wakes.Wake;
import io.tacet.scheduler.wake.Loop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Wakes machines. That one was woken is known by its report and by nothing else.
 *
 * <pre>{@code
 * OFF and an order waits ─▶ packet ─▶ wait T ─▶ packet ─▶ wait 2T … ─▶ packet N ─▶ wait ─▶ given up:
 *                             │                                                           notice
 *                             └──── any report: woken. Order withdrawn: left off
 * }</pre>
 *
 * <p>A packet is sent after its row is written, so one that is lost with this process is made up
 * for by the next. Any number of these may run side by side.
 */
@ApplicationScoped
public class WakeOnLan {

  private static final Logger LOG = Logger.getLogger(WakeOnLan.class);

  private final Wakes wakes;
  private final Broadcast broadcast;
  private final WakeNotice notice;
  private final MachineHistory history;
  private final Transactions transactions;
  private final InstantSource clock;
  private final PowerConfig config;
  private final Duration poll;
  private final Loop loop;

  WakeOnLan(
      Wakes wakes,
      Broadcast broadcast,
      WakeNotice notice,
      MachineHistory history,
      Transactions transactions,
      InstantSource clock,
      PowerConfig config,
      SchedulerConfig scheduler,
      PowerWake signal,
      MeterRegistry metrics) {
    this.wakes = wakes;
    this.broadcast = broadcast;
    this.notice = notice;
    this.history = history;
    this.transactions = transactions;
    this.clock = clock;
    this.config = config;
    this.poll = scheduler.relayPoll();
    this.loop = new Loop("wake-on-lan", this::turn, signal.signal(), scheduler, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  /** Looks once at all machines that are off or being woken. */
  Duration turn() {
    Instant now = clock.instant();
    wakes.dropThoseWithoutWork();
    transactions.run(() -> wakes.wantThoseWithWork(now).forEach(this::begun));
    for (Wake wake : wakes.due(now)) {
      if (wake.packets() < config.packets()) {
        send(wake, now);
      } else {
        giveUp(wake, now);
      }
    }
    return poll;
  }

  private void begun(String machine) {
    history.change(
        new Change(machine, "wake", "OFF", "WAKING", MachineControl.SCHEDULER, "an order waits"),
        clock.instant());
    LOG.infof("machine %s is off and an order waits there: it is woken", machine);
  }

  private void send(Wake wake, Instant now) {
    int packets = wake.packets() + 1;
    if (wakes.take(wake, packets, now.plus(patience(packets)), null, now)) {
      List<String> failures = broadcast.send(wake.macs());
      LOG.infof("machine %s: packet %d of %d", wake.machine(), packets, config.packets());
      if (!failures.isEmpty()) {
        wakes.note(wake.machine(), String.join("; ", failures));
      }
    }
  }

  private Duration patience(int packets) {
    Duration wait = config.answerWithin();
    for (int i = 1; i < packets && wait.compareTo(config.longestWait()) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(config.longestWait()) > 0 ? config.longestWait() : wait;
  }

  private void giveUp(Wake wake, Instant now) {
    String message = "no report after " + wake.packets() + " packets";
    boolean mine =
        transactions.call(
            () -> {
              boolean taken = wakes.take(wake, wake.packets(), null, message, now);
              if (taken) {
                notice.put(wake);
                history.change(
                    new Change(
                        wake.machine(), "wake", "WAKING", "OFF", MachineControl.SCHEDULER, message),
                    now);
              }
              return taken;
            });
    if (mine) {
      LOG.warnf("machine %s does not wake: %s", wake.machine(), message);
      notice.wake();
    }
  }
}
