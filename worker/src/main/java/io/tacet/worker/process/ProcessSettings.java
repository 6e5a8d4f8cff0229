package io.tacet.worker.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How jobs' processes are run on this machine.
 *
 * @param proc root of proc
 * @param sys root of sys
 * @param cgroups where jobs get a cgroup of their own
 * @param user whom jobs run as; empty: the worker's own user
 * @param grace between asking a process to end and killing it
 * @param fileLimit bytes of the largest file a job may write; empty: as the worker's own
 */
public record ProcessSettings(
    Path proc,
    Path sys,
    Optional<CgroupHierarchy> cgroups,
    Optional<JobUser> user,
    Duration grace,
    OptionalLong fileLimit) {

  /** Why jobs can have no network of their own on this machine; empty when they can: it tries. */
  public Optional<String> networkObstacle() {
    return JobNetwork.obstacle(proc);
  }
}
