package io.tacet.embedded;

import io.tacet.embedded.process.ServerPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts and stops parts side by side. The registry waits for PostgreSQL if it keeps its schemas
 * there; PostgreSQL is stopped after the registry.
 */
final class Conductor {
  private static final List<PartName> KAFKA = List.of(PartName.KAFKA);
  private static final List<PartName> MAIL = List.of(PartName.MAIL);

  private final ProgressListener listener;
  private final List<List<PartName>> startChains;
  private final List<List<PartName>> stopChains =
      List.of(KAFKA, List.of(PartName.REGISTRY, PartName.POSTGRES), MAIL);

  Conductor(ProgressListener listener, boolean registryNeedsPostgres) {
    this.listener = listener;
    this.startChains =
        registryNeedsPostgres
            ? List.of(KAFKA, List.of(PartName.POSTGRES, PartName.REGISTRY), MAIL)
            : List.of(KAFKA, List.of(PartName.REGISTRY), List.of(PartName.POSTGRES), MAIL);
  }

  /**
   * Starts all and waits for all, also if one has failed; what waits for one that has failed is not
   * started.
   *
   * @throws RuntimeException one part's failure, those of others suppressed in it
   */
  void start(Map<PartName, ServerPart> parts) {
    long begin = System.nanoTime();
    sideBySide(
        startChains,
        chain -> {
          for (PartName name : chain) {
            ServerPart part = parts.get(name);
            if (part != null) {
              start(name, part, begin);
            }
          }
        });
  }

  /**
   * Stops all and waits for all, also if one has failed.
   *
   * @throws RuntimeException one part's failure, those of others suppressed in it
   */
  void stop(Map<PartName, ServerPart> parts) {
    long begin = System.nanoTime();
    sideBySide(
        stopChains,
        chain -> {
          List<RuntimeException> failures = new ArrayList<>();
          for (PartName name : chain) {
            ServerPart part = parts.get(name);
            if (part != null) {
              try {
                stop(name, part, begin);
              } catch (RuntimeException e) {
                failures.add(e);
              }
            }
          }
          throwFirst(failures);
        });
  }

  private void start(PartName name, ServerPart part, long begin) {
    listener.changed(name, PartState.STARTING, since(begin));
    try {
      part.start();
    } catch (RuntimeException e) {
      listener.changed(name, PartState.FAILED, since(begin));
      throw e;
    }
    listener.changed(name, PartState.READY, since(begin));
  }

  private void stop(PartName name, ServerPart part, long begin) {
    listener.changed(name, PartState.STOPPING, since(begin));
    part.stop();
    listener.changed(name, PartState.STOPPED, since(begin));
  }

  /** What is done with one chain of parts, one after the other. */
  private interface ChainWork {
    void run(List<PartName> chain);
  }

  private static void sideBySide(List<List<PartName>> chains, ChainWork work) {
    ExecutorService threads = Executors.newFixedThreadPool(chains.size());
    try {
      List<CompletableFuture<List<RuntimeException>>> runs = new ArrayList<>();
      for (List<PartName> chain : chains) {
        runs.add(CompletableFuture.supplyAsync(() -> failures(chain, work), threads));
      }
      List<RuntimeException> failures = new ArrayList<>();
      runs.forEach(run -> failures.addAll(run.join()));
      throwFirst(failures);
    } finally {
      threads.shutdown();
    }
  }

  private static List<RuntimeException> failures(List<PartName> chain, ChainWork work) {
    try {
      work.run(chain);
      return List.of();
    } catch (RuntimeException e) {
      return List.of(e);
    }
  }

  private static void throwFirst(List<RuntimeException> failures) {
    if (!failures.isEmpty()) {
      RuntimeException first = failures.get(0);
      failures.subList(1, failures.size()).forEach(first::addSuppressed);
      throw first;
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
