package io.tacet.worker.measure;

import io.tacet.schema.CpuTime;
import io.tacet.schema.JobOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs a job's processes and measures them. Everything that must survive the worker (process
 * groups, last CPU sample, output) is kept in the job's directory. One job at a time; not
 * thread-safe but for {@link #stop}.
 */
public interface JobRunner {

  /**
   * Gets the scenario and its source ready; the network may be used.
   *
   * @param order what to run
   * @param directory an empty directory of the job's own
   * @throws PreparationException with whose fault it is and what to do
   */
  PreparedJob prepare(JobOrder order, Path directory) throws PreparationException;

  /**
   * Runs the scenario to its end, limit, or cancellation. Never throws for what the job does.
   *
   * @param job from {@link #prepare}
   * @param border asked before each run of measured phases
   */
  Measurement measure(PreparedJob job, PhaseBorder border);

  /**
   * Kills what a dead worker left of the job in this directory; does nothing where nothing is left,
   * and never touches a process that only happens to have the same number.
   */
  void killLeftovers(Path directory);

  /**
   * CPU time by the last sample before the worker died, source LAST_SAMPLE; empty when there is
   * none.
   */
  Optional<CpuTime> lastKnownCpuTime(Path directory);

  /**
   * Wishes a run or a preparation to end, from any thread: its processes are killed and it ends as
   * interrupted, "the worker was stopped". There is no next one.
   */
  void stop();
}
