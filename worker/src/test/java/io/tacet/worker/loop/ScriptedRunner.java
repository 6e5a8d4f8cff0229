package io.tacet.worker.loop;

import io.tacet.schema.CpuTime;
import io.tacet.schema.JobOrder;
import io.tacet.worker.measure.JobRunner;
import io.tacet.worker.measure.Measurement;
import io.tacet.worker.measure.PhaseBorder;
import io.tacet.worker.measure.PreparationException;
import io.tacet.worker.measure.PreparedJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A runner that does what a test says; stands for the processes and sensors of a real one. */
final class ScriptedRunner implements JobRunner {

  /** What happens in a measurement. */
  interface Script {
    Measurement run(PhaseBorder border);
  }

  final List<Path> killed = Collections.synchronizedList(new ArrayList<>());
  final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  volatile Script script = border -> Measurements.finished();
  final Map<String, Script> scripts = new ConcurrentHashMap<>();
  volatile @Nullable PreparationException preparationFailure;
  volatile @Nullable CpuTime lastKnown;

  /** What the next killing fails with, once. */
  volatile @Nullable RuntimeException killFailure;

  private volatile @Nullable Thread measuring;

  @Override
  public PreparedJob prepare(JobOrder order, Path directory) throws PreparationException {
    PreparationException failure = preparationFailure;
    if (failure != null) {
      throw failure;
    }
    return new Prepared(order.getName(), null);
  }

  private record Prepared(String name, @Nullable String commit) implements PreparedJob {}

  @Override
  public Measurement measure(PreparedJob job, PhaseBorder border) {
    ran.add(job.name());
    measuring = Thread.currentThread();
    return scripts.getOrDefault(job.name(), script).run(border);
  }

  @Override
  public void stop() {
    Thread thread = measuring;
    if (thread != null) {
      thread.interrupt();
    }
  }

  @Override
  public void killLeftovers(Path directory) {
    killed.add(directory);
    RuntimeException failure = killFailure;
    killFailure = null;
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public Optional<CpuTime> lastKnownCpuTime(Path directory) {
    return Optional.ofNullable(lastKnown);
  }
}
