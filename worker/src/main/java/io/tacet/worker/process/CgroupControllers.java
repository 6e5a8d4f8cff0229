package io.tacet.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Has the kernel count memory and input and output of the cgroups below one. It refuses that as
 * long as a process is in the upper one itself (cgroup-v2.rst, "no internal process"), so the
 * worker goes into a child of its own first, if nobody but itself is there; {@code
 * DelegateSubgroup=tacet-worker} in a systemd unit puts it there from the start.
 */
final class CgroupControllers {

  /** Name of the worker's own child. */
  static final String WORKER = "tacet-worker";

  private static final Logger LOG = Logger.getLogger(CgroupControllers.class);
  private static final List<String> WANTED = List.of("memory", "io");

  private final Path parent;
  private final long worker;

  /**
   * For the children of a cgroup.
   *
   * @param worker process number of the worker
   */
  CgroupControllers(Path parent, long worker) {
    this.parent = parent;
    this.worker = worker;
  }

  /** Enables what can be. What cannot is measured in another way, so a refusal is no failure. */
  void enable() {
    try {
      List<String> missing = new ArrayList<>(words("cgroup.controllers"));
      missing.retainAll(WANTED);
      missing.removeAll(words("cgroup.subtree_control"));
      if (!missing.isEmpty()) {
        stepAside();
        for (String controller : missing) {
          enable(controller);
        }
      }
    } catch (IOException e) {
      LOG.infof("memory and I/O of jobs are not counted by their cgroup: %s", e.getMessage());
    }
  }

  private void enable(String controller) {
    try {
      Files.writeString(parent.resolve("cgroup.subtree_control"), "+" + controller);
    } catch (IOException e) {
      LOG.infof(
          "%s of jobs is not counted by their cgroup: %s cannot be enabled below %s: %s",
          controller, controller, parent, e.getMessage());
    }
  }

  private void stepAside() throws IOException {
    if (words("cgroup.procs").equals(List.of(Long.toString(worker)))) {
      Path own = parent.resolve(WORKER);
      Files.createDirectories(own);
      Files.writeString(own.resolve("cgroup.procs"), Long.toString(worker));
    }
  }

  private List<String> words(String file) throws IOException {
    String text = Files.readString(parent.resolve(file)).strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
  }
}
