package io.tacet.worker.gate.temperature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Full load on all CPUs of the machine, by threads of the worker's own: what the worker uses itself
 * is no background, and its end is theirs. A worker that is pinned to some CPUs unpins these
 * threads (taskset(1)); where that can't be done they load the CPUs the worker may use, and that is
 * said. One thread at a time.
 */
public final class AllCoresLoad implements Load {

  private static final Logger LOG = Logger.getLogger(AllCoresLoad.class);
  private static final int VALUES =
      512; // fits the first cache, so that the arithmetic is the limit
  private static final long PATIENCE_SECONDS = 5;

  private final Path proc;
  private final Path sys;
  private final Consumer<String> trouble;
  private final List<Worker> workers = new ArrayList<>();

  /**
   * For a machine.
   *
   * @param trouble told what does not work, by any thread
   */
  public AllCoresLoad(Path proc, Path sys, Consumer<String> trouble) {
    this.proc = proc;
    this.sys = sys;
    this.trouble = trouble;
  }

  @Override
  public void start() {
    if (!workers.isEmpty()) {
      return;
    }
    OnlineCpus cpus = OnlineCpus.read(proc, sys);
    for (int i = 0; i < cpus.count(); i++) {
      Worker worker = new Worker(cpus, trouble);
      workers.add(worker);
      worker.thread.start();
    }
  }

  @Override
  public void stop() {
    workers.forEach(worker -> worker.wanted = false);
    boolean interrupted = false;
    for (Worker worker : workers) {
      while (worker.thread.isAlive()) {
        try {
          worker.thread.join();
        } catch (InterruptedException e) {
          interrupted = true; // they end by themselves within microseconds
        }
      }
    }
    workers.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Worker implements Runnable {

    private final OnlineCpus cpus;
    private final Consumer<String> trouble;
    private final Thread thread = new Thread(this, "warm-up");
    private volatile boolean wanted = true;

    Worker(OnlineCpus cpus, Consumer<String> trouble) {
      this.cpus = cpus;
      this.trouble = trouble;
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      if (cpus.pinned()) {
        unpin();
      }
      double[] values = new double[VALUES];
      double factor = 1.000_000_1;
      while (wanted) {
        for (int i = 0; i < VALUES; i++) {
          values[i] = values[i] * factor + i;
        }
        if (!Double.isFinite(values[VALUES - 1])) {
          values = new double[VALUES];
        }
      }
      LOG.tracef(
          "Warm-up ended with %s", values[0] + values[VALUES - 1]); // or it could be left out
    }

    private void unpin() {
      try {
        // A link that tells each thread its own number: <process>/task/<thread>
        Path self = Files.readSymbolicLink(cpus.proc().resolve("thread-self"));
        Process taskset =
            new ProcessBuilder(
                    "taskset", "-p", "-c", cpus.list(), String.valueOf(self.getFileName()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!taskset.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || taskset.exitValue() != 0) {
          taskset.destroyForcibly();
          throw new IOException("taskset failed");
        }
      } catch (IOException e) {
        trouble.accept("The load stays on the worker's own CPUs: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
