package io.tacet.scheduler.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.tacet.contract.rest.LiveJob;
import io.tacet.contract.rest.Machine;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.job.HistoryWake;
import io.tacet.scheduler.machine.MachineStore;
import io.tacet.scheduler.wake.Loop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells readers what changes. One thread reads the history and hands each event to whoever wants
 * it; it never waits for a reader. Without readers it does nothing. Thread-safe.
 *
 * <pre>{@code
 * open ─▶ arriving ─▶ caught up from the history ─▶ live ─▶ gone, too slow, or its hour is over
 * }</pre>
 */
@ApplicationScoped
class Live {

  private static final Logger LOG = Logger.getLogger(Live.class);
  private static final Duration NOBODY_READS = Duration.ofDays(1);

  private final History history;
  private final Sql sql;
  private final MachineStore machines;
  private final Json json;
  private final InstantSource clock;
  private final LiveConfig config;
  private final HistoryWake wake;
  private final Counter dropped;
  private final Loop loop;
  private final Queue<Reader> arriving = new ConcurrentLinkedQueue<>();
  private final List<Reader> readers = new CopyOnWriteArrayList<>();
  private @Nullable HistoryTail tail;
  private @Nullable MachineWatch watch;
  private Instant nextBeat = Instant.MIN;

  Live(
      History history,
      Sql sql,
      MachineStore machines,
      Json json,
      InstantSource clock,
      LiveConfig config,
      HistoryWake wake,
      SchedulerConfig scheduler,
      MeterRegistry metrics) {
    this.history = history;
    this.sql = sql;
    this.machines = machines;
    this.json = json;
    this.clock = clock;
    this.config = config;
    this.wake = wake;
    this.dropped = metrics.counter("tacet.scheduler.live.dropped");
    this.loop = new Loop("live", this::turn, wake.signal(), scheduler, metrics);
    metrics.gauge("tacet.scheduler.live.readers", readers, List::size);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    readers.forEach(Reader::end);
    loop.stop();
  }

  /**
   * Opens a stream of events.
   *
   * @param resumeAfter position to begin after; null: what happens from now on
   * @throws ProblemException 503 when there are too many readers
   */
  Multi<OutboundSseEvent> open(LiveFilter filter, @Nullable Long resumeAfter, Sse sse) {
    if (readers.size() + arriving.size() >= config.readers()) {
      throw ProblemException.unavailable(
          "There are " + config.readers() + " readers already; try again, or ask by GET.");
    }
    Instant ends = clock.instant().plus(config.longest());
    return Multi.createFrom()
        .<OutboundSseEvent>emitter(
            emitter -> {
              Reader reader = new Reader(filter, resumeAfter, ends, sse, emitter);
              emitter.onTermination(() -> readers.remove(reader));
              arriving.add(reader);
              wake.raise();
            },
            config.buffer())
        .onFailure()
        .invoke(
            slow -> {
              dropped.increment();
              LOG.infof("a reader of live events is too slow and is let go: %s", slow.toString());
            })
        .onFailure()
        .recoverWithCompletion();
  }

  private Duration turn() {
    if (readers.isEmpty() && arriving.isEmpty()) {
      tail = null;
      watch = null;
      return NOBODY_READS;
    }
    HistoryTail now = tail == null ? new HistoryTail(history) : tail;
    tail = now;
    List<LiveJob> news = now.news();
    for (LiveJob event : news) {
      tell(event, now);
    }
    tellOfMachines();
    letIn(now);
    beat();
    return news.size() >= HistoryTail.AT_ONCE ? Duration.ZERO : config.poll();
  }

  private void tell(LiveJob event, HistoryTail now) {
    if (!event.event().applied()) {
      return;
    }
    String data = null;
    for (Reader reader : readers) {
      if (reader.filter().takes(event)) {
        data = data == null ? json.write(event) : data;
        reader.send("job", now.resumeAfter(event.position()), data);
      }
    }
  }

  private void tellOfMachines() {
    if (readers.stream().noneMatch(reader -> reader.filter().takesMachines())) {
      watch = null;
      return;
    }
    if (watch == null) {
      watch = new MachineWatch(sql, machines);
    }
    for (Machine machine : watch.changed()) {
      String data = json.write(machine);
      readers.stream()
          .filter(reader -> reader.filter().takesMachine(machine.id()))
          .forEach(reader -> reader.send("machine", data));
    }
  }

  /** Greets those that have come: from there on they are told of all that happens. */
  private void letIn(HistoryTail now) {
    if (watch == null && arriving.stream().anyMatch(one -> one.filter().takesMachines())) {
      watch = new MachineWatch(sql, machines);
    }
    for (Reader reader = arriving.poll(); reader != null; reader = arriving.poll()) {
      reader.greet();
      if (catchUp(reader, now)) {
        readers.add(reader);
        if (reader.isGone()) {
          readers.remove(reader);
        }
      }
    }
    if (watch == null && readers.stream().anyMatch(one -> one.filter().takesMachines())) {
      watch = new MachineWatch(sql, machines);
    }
  }

  /** Whether the reader has all up to now; one who has not comes back for the next part. */
  private boolean catchUp(Reader reader, HistoryTail now) {
    Long after = reader.resumeAfter();
    if (after == null) {
      return true;
    }
    List<LiveJob> missed = history.after(after, now.last(), reader.filter(), HistoryTail.AT_ONCE);
    for (LiveJob event : missed) {
      reader.send("job", now.resumeAfter(event.position()), json.write(event));
    }
    if (missed.size() < HistoryTail.AT_ONCE) {
      return true;
    }
    reader.end();
    return false;
  }

  private void beat() {
    Instant now = clock.instant();
    // A reader that ends is taken off the list by its termination
    readers.stream().filter(reader -> !now.isBefore(reader.ends())).forEach(Reader::end);
    if (!now.isBefore(nextBeat)) {
      readers.forEach(Reader::beat);
      nextBeat = now.plus(config.heartbeat());
    }
  }
}
