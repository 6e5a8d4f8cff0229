package io.tacet.it;

import io.tacet.contract.rest.Job;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.it.harness.Installation;
import java.util.Map;
import org.awaitility.Awaitility;

/** The scheduler and the worker that are killed and paused, and started again. */
final class Victims {

  private final Installation tacet;
  private final String machine;
  private ChildProcess scheduler;
  private ChildProcess worker;

  /** Starts both, and registers the machine. */
  Victims(Installation tacet, String machine) {
    this.tacet = tacet;
    this.machine = machine;
    scheduler = tacet.startScheduler();
    tacet.api().register(machine);
    worker = startWorker(tacet, machine);
  }

  String machine() {
    return machine;
  }

  void restartWorker() {
    worker.kill();
    worker = startWorker(tacet, machine);
  }

  void restartScheduler() {
    scheduler.kill();
    scheduler = tacet.startScheduler();
  }

  /** Until the scheduler has ended the attempt in the worker's place, or it was over before. */
  void pauseWorkerUntilOverdue(String jobId) {
    worker.pause();
    try {
      Job paused = tacet.api().job(jobId);
      if (paused.statusDueAt() != null) {
        Awaitility.await("attempt " + paused.attempt() + " of job " + jobId + " is over")
            .atMost(InstallationTest.LIMIT)
            .until(
                () -> {
                  Job now = tacet.api().job(jobId);
                  return now.attempt() > paused.attempt() || now.statusDueAt() == null;
                });
      }
    } finally {
      worker.resume();
    }
  }

  /** It states short times, so that a paused one is soon overdue. */
  private static ChildProcess startWorker(Installation tacet, String machine) {
    return tacet.startWorker(machine, machine, Map.of("TACET_WORKER_PREPARE_TIMEOUT", "PT3S"));
  }
}
