package io.tacet.worker.power;

import io.tacet.schema.MachineState;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import io.tacet.worker.status.EventFactory;
import io.tacet.worker.status.MachineBoard;
import io.tacet.worker.status.StatusSender;
import io.tacet.worker.stop.StopRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Turns a machine off that has had nothing to do for long enough.
 *
 * <pre>{@code
 * idle ──off-after──▶ announced (POWERING_OFF, acknowledged) ──an order meanwhile──▶ idle
 *                        │ no order
 *                        ▼
 *                     command ──fails, or still on after grace──▶ idle, tried again later
 *                        ├──told to stop: the machine goes down──▶ ended; POWERING_OFF stays the last status
 *                        └──the clocks have parted: it slept──▶ idle
 * }</pre>
 *
 * <p>Whether it slept is told from the clocks: the monotonic one (CLOCK_MONOTONIC, see
 * clock_gettime(2)) stands still while a machine is suspended, the other is set when it resumes.
 * One thread at a time.
 */
public final class PowerOff {

  private static final Logger LOG = Logger.getLogger(PowerOff.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Clocks that part by more than that have not been set by NTP, the machine slept. */
  private static final Duration SLEPT = Duration.ofSeconds(5);

  /** What became of it. */
  public enum End {
    /** The worker goes on: it did not go off, or is back. */
    STAYS,
    /** The worker was told to stop meanwhile, so the machine is going down. */
    GOES
  }

  private final PowerSettings settings;
  private final PowerCommand command;
  private final IdleTime idle;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final EventFactory events;
  private final StatusSender sender;
  private final MachineBoard board;
  private final StopRequest stop;
  private boolean operatorsKnow;
  private Optional<String> remark = Optional.empty();

  /**
   * Begins to count now.
   *
   * @param output where the command's output goes, overwritten each time
   * @param nanoTime monotonic clock, ns
   */
  public PowerOff(
      PowerSettings settings,
      Path output,
      LongSupplier nanoTime,
      InstantSource clock,
      EventFactory events,
      StatusSender sender,
      MachineBoard board,
      StopRequest stop) {
    this.settings = settings;
    this.command = new PowerCommand(settings.command(), settings.commandTimeout(), output);
    this.idle = new IdleTime(settings, nanoTime);
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.events = events;
    this.sender = sender;
    this.board = board;
    this.stop = stop;
  }

  /** There was something to do: counts from now. */
  public void busy() {
    idle.again();
    remark = Optional.empty();
  }

  /** Whether it is time to go off. */
  public boolean isDue() {
    return idle.left().isEmpty();
  }

  /** The given wait, or less if it is time before it is over. */
  public Duration atMost(Duration wait) {
    return idle.left().filter(left -> left.compareTo(wait) < 0).orElse(wait);
  }

  /** What to know of the last time, for the statuses until there is something to do. */
  public Optional<String> remark() {
    return remark;
  }

  /**
   * Says that the machine goes off, and waits for the broker's word.
   *
   * @return false when that could not be said; the machine stays on then
   */
  public boolean announce() throws InterruptedException {
    try {
      board.tellLastNow(
          MachineState.POWERING_OFF,
          "No order for " + settings.offAfter() + ": " + String.join(" ", settings.command()));
      return true;
    } catch (RuntimeException e) {
      Duration pause = idle.failed();
      LOG.warnf(
          "The machine stays on, as it can't say that it goes off (again in %s): %s",
          pause, e.getMessage());
      return false;
    }
  }

  /**
   * Runs the command and sees what comes of it. No connection may be open: it would not survive.
   */
  public End off() throws InterruptedException {
    LOG.infof("No order for %s: %s", settings.offAfter(), String.join(" ", settings.command()));
    Clocks before = now();
    Optional<String> failure = command.run();
    if (failure.isPresent()) {
      return failed(failure.get());
    }
    while (true) {
      Clocks now = now();
      if (stop.isRequested()) {
        return End.GOES;
      }
      Duration slept = now.wall(before).minus(now.monotonic(before));
      if (slept.compareTo(SLEPT) > 0) {
        return back(slept.plusMillis(500).truncatedTo(ChronoUnit.SECONDS));
      }
      if (now.monotonic(before).compareTo(settings.grace()) > 0) {
        return failed(
            String.join(" ", settings.command())
                + " ended well, but the machine is still on after "
                + settings.grace());
      }
      stop.idle(LOOK);
    }
  }

  private End back(Duration slept) {
    LOG.infof("Back after %s", slept);
    idle.again();
    operatorsKnow = false;
    remark = Optional.of("Back after " + slept);
    return End.STAYS;
  }

  private End failed(String reason) {
    Duration pause = idle.failed();
    String message = "The machine did not go off (again in " + pause + "): " + reason;
    LOG.error(message);
    remark = Optional.of(message);
    if (!operatorsKnow) {
      operatorsKnow = true;
      sender.notice(notice(message));
    }
    return End.STAYS;
  }

  private Notice notice(String text) {
    return Notice.newBuilder()
        .setEventId(events.newId())
        .setOccurredAt(events.now())
        .setMachine(events.machine())
        .setScope(NoticeScope.OPERATORS)
        .setKind("power-failed")
        .setSubject("Machine " + events.machine() + " did not go off")
        .setText(text)
        .build();
  }

  private Clocks now() {
    return new Clocks(nanoTime.getAsLong(), clock.instant());
  }

  private record Clocks(long nanos, Instant instant) {
    Duration monotonic(Clocks since) {
      return Duration.ofNanos(nanos - since.nanos);
    }

    Duration wall(Clocks since) {
      return Duration.between(since.instant, instant);
    }
  }
}
