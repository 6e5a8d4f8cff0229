package io.tacet.accountant.imports;

import io.tacet.accountant.imports.lines.Block;
import io.tacet.accountant.imports.lines.Blocks;
import io.tacet.accountant.imports.record.RecordFormat;
import io.tacet.accountant.imports.record.SkipReason;
import io.tacet.accountant.imports.record.UnusableFileException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Reads a chunk while the one before is written and the one before that is summed up: three are in
 * memory, however long the file is.
 *
 * <pre>{@code
 * block ─▶ lines ─▶ rows         by whoever calls
 *             sink ◀── chunk     by one thread of the executor
 *             sink ◀── chunk     by another: the chunk before, when both have called their order
 * }</pre>
 *
 * <p>A chunk goes to the sink when the one before has called its order, and is through after it:
 * one that fails takes those after it along. For one import and one thread.
 */
final class Pipeline {

  /** So many lines without one that is a record, and the file is something else. */
  private static final int HOPELESS = 100;

  /** Chunks that are in memory: one is read, two are booked. */
  static final int CHUNKS = 3;

  private final Blocks blocks;
  private final RecordFormat format;
  private final List<Chunk> chunks;
  private final Sink sink;
  private final Executor executor;

  /**
   * For one file.
   *
   * @param blocks of which {@link #CHUNKS} stay valid
   * @param chunks so many
   * @param executor of two threads
   */
  Pipeline(Blocks blocks, RecordFormat format, List<Chunk> chunks, Sink sink, Executor executor) {
    this.blocks = blocks;
    this.format = format;
    this.chunks = chunks;
    this.sink = sink;
    this.executor = executor;
  }

  /**
   * Takes all blocks to the sink.
   *
   * @throws UnusableFileException when the first chunk holds no record, but too much else
   */
  void run() throws SQLException {
    Booking before = Booking.NONE;
    Booking last = Booking.NONE;
    try {
      int turn = 0;
      for (Block block = blocks.next(); block != null; block = blocks.next()) {
        Chunk chunk = chunks.get(turn % CHUNKS).read(block, format);
        if (turn++ == 0) {
          refuseIfHopeless(chunk);
        }
        await(last.ordered());
        await(before.done());
        before = last;
        last = begin(chunk, last);
      }
    } finally {
      try {
        await(before.done());
      } finally {
        await(last.done());
      }
    }
  }

  private Booking begin(Chunk chunk, Booking last) {
    CompletableFuture<Void> ordered = new CompletableFuture<>();
    CompletableFuture<Void> done =
        CompletableFuture.runAsync(
            () -> {
              try {
                sink.take(
                    chunk,
                    () -> {
                      ordered.complete(null);
                      last.done().join();
                    });
              } catch (SQLException e) {
                throw new CompletionException(e);
              } finally {
                ordered.complete(null);
              }
            },
            executor);
    return new Booking(ordered, done);
  }

  private static void await(CompletableFuture<Void> booking) throws SQLException {
    try {
      booking.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      if (e.getCause() instanceof RuntimeException other) {
        throw other;
      }
      throw e;
    }
  }

  private static void refuseIfHopeless(Chunk chunk) {
    boolean anything =
        chunk.rows().count() > 0
            || chunk.skipped().keySet().stream()
                .anyMatch(reason -> reason != SkipReason.BLANK && reason != SkipReason.COMMENT);
    if (anything || chunk.bad().isEmpty()) {
      return;
    }
    if (chunk.looksBinary()) {
      throw new UnusableFileException(
          "This is no text file; nothing of it is imported. Name an accounting file of Grid Engine,"
              + " or what sacct -P wrote, as it is or packed by gzip or zstd");
    }
    if (chunk.bad().size() >= HOPELESS) {
      throw new UnusableFileException(
          "None of the first "
              + chunk.lines()
              + " lines is a record of this kind; nothing is imported. Is it of the other scheduler"
              + " (tacet import sge, tacet import slurm)? The first: line "
              + chunk.bad().get(0).number()
              + ": "
              + chunk.bad().get(0).detail());
    }
  }

  /**
   * A chunk on its way.
   *
   * @param ordered whether the next may follow
   * @param done whether it is through
   */
  private record Booking(CompletableFuture<Void> ordered, CompletableFuture<Void> done) {
    static final Booking NONE =
        new Booking(
            CompletableFuture.completedFuture(null), CompletableFuture.completedFuture(null));
  }
}
