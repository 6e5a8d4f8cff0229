package io.tacet.cli.up;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several steps at the same time. */
final class Side {

  private Side() {}

  /** Runs all of them, waits for all of them, throws what the first to fail has thrown. */
  static void bySide(Runnable... steps) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<CompletableFuture<Void>> running =
          Arrays.stream(steps).map(step -> CompletableFuture.runAsync(step, threads)).toList();
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    } finally {
      threads.shutdown();
    }
  }
}
