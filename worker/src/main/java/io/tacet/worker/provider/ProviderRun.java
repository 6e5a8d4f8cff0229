package io.tacet.worker.provider;

import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sampling.Series;
import io.tacet.worker.sensor.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The providers of one run of measured phases:
 *
 * <pre>
 * start ─▶ each has written its first line ─▶ silence ─▶ end ─▶ samples, phase by phase
 * </pre>
 *
 * One thread.
 */
public final class ProviderRun implements AutoCloseable {

  /** How long the first line may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

  private final RunClock clock;
  private final ProviderProcesses processes;
  private final List<RunningProvider> running = new ArrayList<>();
  private final List<ProviderSamples> samples = new ArrayList<>();

  private ProviderRun(RunClock clock, Path proc) {
    this.clock = clock;
    this.processes = new ProviderProcesses(proc);
  }

  /**
   * Starts all, and waits until each has written a line.
   *
   * @param directory where they write
   * @param proc root of proc
   * @throws ProviderException when one does not measure; none is left running then
   */
  public static ProviderRun start(
      List<ProviderSettings> providers, Path directory, Path proc, RunClock clock)
      throws ProviderException, IOException {
    ProviderRun run = new ProviderRun(clock, proc);
    try {
      for (ProviderSettings provider : providers) {
        RunningProvider started = RunningProvider.start(provider, directory);
        run.running.add(started);
      }
      ProviderJournal.write(directory, run.running.stream().map(RunningProvider::handle).toList());
      run.awaitFirst();
      return run;
    } catch (ProviderException | IOException | RuntimeException e) {
      run.close();
      throw e;
    }
  }

  private void awaitFirst() throws ProviderException, IOException {
    for (RunningProvider one : running) {
      long until =
          clock.nanos() + PATIENCE.plus(one.settings().interval().multipliedBy(2)).toNanos();
      while (!one.hasBegun()) {
        one.check();
        if (clock.nanos() - until >= 0) {
          throw new ProviderException(one.settings().name(), "it wrote no sample in " + PATIENCE);
        }
        clock.park(LOOK_NANOS);
      }
    }
  }

  /**
   * CPU time of all of them and what they started, so far, µs. It is the worker's side's: they
   * would not run without it. That of a process that ended without its parent waiting for it is
   * lost.
   */
  public long cpuMicros() {
    long sum = 0;
    for (RunningProvider one : running) {
      sum += processes.cpuMicros(one.handle());
    }
    return sum;
  }

  /**
   * Ends all and reads what they wrote.
   *
   * @throws ProviderException when one complained, ended by itself, or wrote what can't be used
   */
  public void end() throws ProviderException, IOException {
    try {
      for (RunningProvider one : running) {
        one.check();
      }
    } finally {
      close();
    }
    for (RunningProvider one : running) {
      samples.add(one.samples());
    }
  }

  /**
   * What they measured in a phase, after {@link #end}. A sample tells of the interval that ends
   * with it; so at both ends of a phase up to one interval is that of what was before or is left
   * out.
   */
  public List<Series> between(Instant start, long durationMicros) {
    long from = ChronoUnit.MICROS.between(Instant.EPOCH, start);
    List<Series> all = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      ProviderSettings settings = running.get(i).settings();
      samples
          .get(i)
          .between(from, from + durationMicros)
          .forEach((detail, some) -> all.add(series(settings, detail, some)));
    }
    return all;
  }

  private static Series series(ProviderSettings settings, String detail, List<long[]> samples) {
    long first = samples.get(0)[0];
    return new Series(
        new Metric.Level(
            settings.metric(), detail.isEmpty() ? null : detail, settings.unit(), 0, 1),
        first,
        samples.stream().mapToLong(sample -> sample[0] - first).toArray(),
        samples.stream().mapToDouble(sample -> sample[1]).toArray());
  }

  /** Ends all that run. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (RunningProvider one : running) {
      try {
        one.end(processes, clock);
      } catch (IOException e) {
        failure = e; // the others have to be ended too
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
