package io.tacet.worker.loop;

import static java.util.Collections.min;

import io.tacet.contract.deadletter.DeadLetter;
import io.tacet.contract.security.KafkaRefusal;
import io.tacet.contract.topic.Topics;
import io.tacet.schema.MachineState;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.connection.KafkaConnection;
import io.tacet.worker.connection.WireFormat;
import io.tacet.worker.gate.Gate;
import io.tacet.worker.order.Found;
import io.tacet.worker.order.OrderIntake;
import io.tacet.worker.outcome.OffsetMissingException;
import io.tacet.worker.outcome.OffsetMove;
import io.tacet.worker.outcome.OutcomeReporter;
import io.tacet.worker.power.PowerOff;
import io.tacet.worker.sensor.Activity;
import io.tacet.worker.status.EventFactory;
import io.tacet.worker.status.MachineBoard;
import io.tacet.worker.status.StatusSender;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.stop.StoppedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** The worker's life, one order at a time. {@link LoopState} draws it. Runs on one thread. */
public final class WorkerLoop {

  private static final Logger LOG = Logger.getLogger(WorkerLoop.class);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
  private static final int PROMISED_HEARTBEATS = 3;

  private final WorkerSettings settings;
  private final Topics topics;
  private final KafkaConnection kafka;
  private final WireFormat wire;
  private final EventFactory events;
  private final StatusSender sender;
  private final MachineBoard board;
  private final OrderIntake intake;
  private final Recovery recovery;
  private final TakenOrder takenOrder;
  private final OutcomeReporter reporter;
  private final Gate gate;
  private final Optional<PowerOff> power;
  private final Progress progress;
  private final Watching watching;
  private final StopRequest stop;
  private final AtomicLong deadLetters = new AtomicLong();
  private boolean goesOff;

  WorkerLoop(WorkerParts parts) {
    settings = parts.settings();
    topics = parts.topics();
    kafka = parts.kafka();
    wire = parts.wire();
    events = parts.events();
    sender = parts.sender();
    board = parts.board();
    intake = parts.intake();
    recovery = parts.recovery();
    takenOrder = parts.takenOrder();
    reporter = parts.reporter();
    gate = parts.gate();
    power = parts.power();
    progress = parts.progress();
    watching = parts.watching();
    stop = parts.stop();
  }

  /** Runs until told to stop, or as long as it may. */
  public void run(Stay stay) throws IOException, InterruptedException {
    try {
      board.tell(MachineState.STARTING, settings.statusMargin());
      recover();
      power.ifPresent(PowerOff::busy);
      if (stay instanceof Stay.OneJob one) {
        oneJob(one.patience());
      }
      while (stay instanceof Stay.Forever && !stop.isRequested()) {
        turn();
      }
      board.held(null);
      if (!goesOff) {
        board.tellLast(MachineState.STOPPED, null);
      }
    } catch (StoppedException e) {
      LOG.info("Stopped before all was reported; the next start goes on from there");
    } finally {
      progress.enter(LoopState.STOPPED);
      watching.end();
      wire.close();
      kafka.close();
      LOG.infof(
          "Stopped; since the start %d dead letters, %d statuses not sent",
          deadLetters.get(), sender.lost());
    }
  }

  private void recover() throws IOException, InterruptedException, StoppedException {
    while (true) {
      progress.enter(LoopState.RECOVERING);
      try {
        recovery.run();
        return;
      } catch (OffsetMissingException e) {
        block(e);
        stop.pause(TRY_AGAIN);
      } catch (RuntimeException e) {
        board.unheard();
        LOG.warnf("Not recovered yet: %s", KafkaRefusal.text(e));
        LOG.debug("Details", e);
        progress.enter(LoopState.BLOCKED);
        kafka.close();
        stop.pause(TRY_AGAIN);
      }
    }
  }

  /** One wait for an order and what comes of it. */
  private void turn() throws IOException, InterruptedException, StoppedException {
    idle();
    Found found = await(power.map(off -> off.atMost(heartbeat())).orElse(heartbeat()));
    boolean unused = handle(found);
    if (found instanceof Found.Nothing && power.isPresent() && power.get().isDue()) {
      goOff(power.get());
    }
  }

  private void oneJob(Duration patience)
      throws IOException, InterruptedException, StoppedException {
    long begin = System.nanoTime();
    while (!stop.isRequested()) {
      idle();
      Duration left = patience.minusNanos(System.nanoTime() - begin);
      boolean waits = !left.isNegative() && !left.isZero();
      Optional<Found> found =
          waits ? Optional.of(await(min(List.of(left, heartbeat())))) : lookToTheEnd();
      if (found.isPresent() && handle(found.get())) {
        return;
      }
      if (!waits && found.isPresent() && found.get() instanceof Found.Nothing) {
        LOG.info("No order waits for this machine: ending");
        return;
      }
    }
  }

  private void idle() {
    progress.enter(LoopState.IDLE);
    wire.learn();
    gate.look();
    board.held(null);
    Duration next = heartbeat().multipliedBy(PROMISED_HEARTBEATS);
    power
        .flatMap(PowerOff::remark)
        .ifPresentOrElse(
            remark -> board.tell(MachineState.IDLE, next, remark),
            () -> board.tell(MachineState.IDLE, next));
    watching.during(Activity.IDLE);
  }

  /** Does what has to be done. Returns whether a job was done. */
  private boolean handle(Found found) throws IOException, InterruptedException, StoppedException {
    if (found instanceof Found.Order order) {
      takenOrder.run(order);
    } else if (found instanceof Found.Undecodable undecodable) {
      bury(undecodable);
    } else if (found instanceof Found.Repeated repeated) {
      skip(repeated);
    }
    if (!(found instanceof Found.Nothing)) {
      power.ifPresent(PowerOff::busy);
    }
    return found instanceof Found.Order;
  }

  /** First says that it goes; then no order comes any more, and one that came before is seen. */
  private void goOff(PowerOff off) throws IOException, InterruptedException, StoppedException {
    if (stop.isRequested() || !off.announce()) {
      return;
    }
    progress.enter(LoopState.POWERING_OFF);
    Optional<Found> found = lookToTheEnd();
    if (found.isPresent() && found.get() instanceof Found.Nothing && !stop.isRequested()) {
      kafka.close();
      goesOff = off.off() == PowerOff.End.GOES;
    } else {
      off.busy();
    }
    progress.enter(LoopState.IDLE);
    if (found.isPresent()) {
      boolean unused = handle(found.get());
    }
  }

  /** What is on the topic now; empty when that could not be seen. */
  private Optional<Found> lookToTheEnd() throws IOException {
    try {
      Optional<Found> found = Optional.of(intake.nextNow());
      board.heard();
      return found;
    } catch (WakeupException e) {
      return Optional.empty();
    } catch (OffsetMissingException e) {
      block(e);
    } catch (RuntimeException e) {
      noLook(e);
    } finally {
      wire.hangUp();
    }
    stop.idle(TRY_AGAIN);
    return Optional.empty();
  }

  private Duration heartbeat() {
    return settings.heartbeat();
  }

  private Found await(Duration longest) throws IOException, StoppedException {
    try {
      Found found = lookAndAwait(longest);
      board.heard();
      return found;
    } catch (WakeupException e) {
      return new Found.Nothing();
    } catch (OffsetMissingException e) {
      block(e);
      stop.idle(TRY_AGAIN);
    } catch (RuntimeException e) {
      noLook(e);
      stop.idle(TRY_AGAIN);
    } finally {
      wire.hangUp();
    }
    return new Found.Nothing();
  }

  /** Until something is found, or it is time to tell the next state. */
  private Found lookAndAwait(Duration longest) throws IOException, OffsetMissingException {
    long end = System.nanoTime() + longest.toNanos();
    long left = longest.toNanos();
    Found found = new Found.Nothing();
    while (left > 0 && found instanceof Found.Nothing && !stop.isRequested()) {
      found = intake.next(watching.untilDue(Duration.ofNanos(left)));
      watching.look();
      left = end - System.nanoTime();
    }
    return found;
  }

  private void bury(Found.Undecodable found) throws StoppedException {
    progress.enter(LoopState.SKIPPING);
    long number = deadLetters.incrementAndGet();
    LOG.errorf(
        "Not an order, to the dead letters (%d so far): %s", number, found.error().getMessage());
    reporter.report(
        new OffsetMove(
            found.committedOffset(),
            found.source().offset() + 1,
            "dead-letter " + events.newId(),
            found.source().serializedValueSize(),
            transaction ->
                transaction.send(DeadLetter.of(topics, found.source(), "worker", found.error()))));
  }

  private void skip(Found.Repeated found) throws StoppedException {
    progress.enter(LoopState.SKIPPING);
    LOG.infof("Order %s came again and is over already: skipped", found.orderId());
    reporter.report(
        new OffsetMove(
            found.committedOffset(),
            found.recordOffset() + 1,
            "repeated " + events.newId(),
            0,
            transaction -> {}));
  }

  private void noLook(RuntimeException e) {
    board.unheard();
    LOG.warnf("No look at the orders: %s", KafkaRefusal.text(e));
    LOG.debug("Details", e);
    kafka.close();
  }

  private void block(OffsetMissingException missing) {
    board.unheard();
    progress.enter(LoopState.BLOCKED);
    LOG.error(missing.getMessage());
    board.tellLast(MachineState.BLOCKED, missing.getMessage());
  }
}
