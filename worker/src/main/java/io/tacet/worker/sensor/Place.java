package io.tacet.worker.sensor;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Where sensors read. Immutable.
 *
 * @param proc root of the proc file system
 * @param sys root of the sys file system
 * @param jobCgroup directory of the job's cgroup, version 2; empty when there is no job, or none of
 *     its own
 * @param nanos monotonic time, ns
 */
public record Place(Path proc, Path sys, Optional<Path> jobCgroup, LongSupplier nanos) {

  /** Without a job. */
  public static Place of(Path proc, Path sys) {
    return new Place(proc, sys, Optional.empty(), System::nanoTime);
  }

  /** The same with a job's cgroup. */
  public Place withJob(Optional<Path> cgroup) {
    return new Place(proc, sys, cgroup, nanos);
  }
}
