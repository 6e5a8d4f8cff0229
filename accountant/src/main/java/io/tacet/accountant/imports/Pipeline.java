package io.tacet.accountant.imports;

import io.tacet.accountant.imports.lines.Block;
import io.tacet.accountant.imports.lines.Blocks;
import io.tacet.accountant.imports.record.RecordFormat;
import io.tacet.accountant.imports.record.SkipReason;
import io.tacet.accountant.imports.record.UnusableFileException;
import io.tacet.accountant.usage.StagedUsage.Booked;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Reads one chunk while the one before is booked: two are in memory, however long the file is.
 *
 * <pre>{@code
 * block ─▶ lines ─▶ rows      by whoever calls
 *            sink ◀── chunk   by the executor
 * }</pre>
 *
 * <p>For one import and one thread.
 */
final class Pipeline {

  /** So many lines without one that is a record, and the file is something else. */
  private static final int HOPELESS = 100;

  private final Blocks blocks;
  private final RecordFormat format;
  private final Chunk[] chunks;
  private final Sink sink;
  private final Executor executor;
  private int turn;

  Pipeline(Blocks blocks, RecordFormat format, Chunk[] chunks, Sink sink, Executor executor) {
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
    @Nullable CompletableFuture<Booked> booking = null;
    try {
      for (Block block = blocks.next(); block != null; block = blocks.next()) {
        Chunk chunk = chunks[turn++ % chunks.length].read(block, format);
        if (turn == 1) {
          refuseIfHopeless(chunk);
        }
        await(booking);
        booking = CompletableFuture.supplyAsync(() -> take(chunk), executor);
      }
    } finally {
      await(booking);
    }
  }

  private Booked take(Chunk chunk) {
    try {
      return sink.take(chunk);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static void await(@Nullable CompletableFuture<Booked> booking) throws SQLException {
    if (booking == null) {
      return;
    }
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
      throw new UnusableFileException("This is no text file; nothing of it is imported");
    }
    if (chunk.bad().size() >= HOPELESS) {
      throw new UnusableFileException(
          "None of the first "
              + chunk.lines()
              + " lines is a record of this kind; nothing is imported. The first: line "
              + chunk.bad().get(0).number()
              + ": "
              + chunk.bad().get(0).detail());
    }
  }
}
