package io.tacet.accountant.imports;

import io.tacet.accountant.imports.lines.Blocks;
import io.tacet.accountant.imports.lines.Unpacked;
import io.tacet.accountant.imports.record.RecordFormat;
import io.tacet.accountant.imports.record.UnusableFileException;
import io.tacet.contract.rest.ImportRun;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Imports files from streams. Thread-safe; a few at a time. */
@ApplicationScoped
class Imports {

  private static final Logger LOG = Logger.getLogger(Imports.class);

  private final Transactions transactions;
  private final ImportTransactions booking;
  private final ImportRuns runs;
  private final Bookings bookings;
  private final ImportSettings settings;
  private final InstantSource clock;
  private final Room room;
  private final Semaphore places;

  Imports(
      Transactions transactions,
      ImportTransactions booking,
      ImportRuns runs,
      Bookings bookings,
      ImportSettings settings,
      InstantSource clock) {
    this.transactions = transactions;
    this.booking = booking;
    this.runs = runs;
    this.bookings = bookings;
    this.settings = settings;
    this.clock = clock;
    this.room = Room.here(settings, booking.connections());
    this.places = new Semaphore(room.atOnce());
  }

  /**
   * Imports the content of an open run.
   *
   * @return the run, ended one way or the other
   */
  ImportRun receive(long id, InputStream content) throws SQLException {
    if (!places.tryAcquire()) {
      throw ProblemException.unavailable(
          "As many imports are running as may, "
              + room.atOnce()
              + " (tacet.accountant.imports.at-once, fewer where the heap or the pool of connections is"
              + " small); try again");
    }
    try {
      ImportOrder order = claim(id);
      Tally tally = new Tally();
      End end = end(id, order, tally, content);
      ImportRun run =
          transactions.run(
              connection -> {
                Instant now = clock.instant();
                runs.count(connection, id, tally, now);
                runs.end(connection, id, end.state(), end.error(), tally.hosts(), now);
                return runs.find(connection, id).orElseThrow();
              });
      LOG.infof(
          "Import %d of %s for %s: %s, %d lines, %d imported, %d already there, %d quarantined%s",
          id,
          order.file(),
          order.cluster(),
          run.state(),
          run.lines(),
          run.imported(),
          run.alreadyThere(),
          run.quarantined(),
          end.error() == null ? "" : ": " + end.error());
      return run;
    } finally {
      places.release();
    }
  }

  private ImportOrder claim(long id) throws SQLException {
    return transactions.run(
        connection -> {
          ImportOrder order =
              runs.order(connection, id)
                  .orElseThrow(
                      () ->
                          ProblemException.notFound(
                              "There is no import " + id + "; tacet import runs lists them"));
          if (!runs.claim(connection, id, clock.instant())) {
            throw ProblemException.conflict(
                "The content of import " + id + " was sent already; start another one");
          }
          return order;
        });
  }

  private End end(long id, ImportOrder order, Tally tally, InputStream content)
      throws SQLException {
    ExecutorService booker =
        Executors.newFixedThreadPool(2, work -> new Thread(work, "import-" + id));
    try {
      @Nullable IOException broken =
          order.dryRun()
              ? dry(id, order, tally, content, booker)
              : read(order, tally, content, bookings.sink(id, order, tally), booker);
      return broken == null ? new End("DONE", null) : new End("INCOMPLETE", tell(broken));
    } catch (UnusableFileException e) {
      return new End("FAILED", e.getMessage());
    } catch (SQLException | RuntimeException e) {
      LOG.errorf(e, "Import %d failed", id);
      markFailed(id, tally, e);
      throw e;
    } finally {
      booker.shutdown();
    }
  }

  private @Nullable IOException dry(
      long id, ImportOrder order, Tally tally, InputStream content, ExecutorService booker)
      throws SQLException {
    return booking
        .runDry(
            connection -> {
              Sink sink = bookings.drySink(connection, id, order, tally);
              Broken broken = new Broken(read(order, tally, content, sink, booker));
              connection.rollback();
              return broken;
            })
        .failure();
  }

  private @Nullable IOException read(
      ImportOrder order, Tally tally, InputStream content, Sink sink, ExecutorService booker)
      throws SQLException {
    Instant latest = clock.instant().plus(settings.futureTolerance());
    RecordFormat format = order.format(latest);
    Unpacked unpacked;
    try {
      unpacked = Unpacked.of(content);
    } catch (IOException e) {
      return e;
    }
    Blocks blocks =
        new Blocks(
            unpacked.stream(),
            unpacked.packed(),
            room.blockBytes(),
            room.blockLines(),
            Pipeline.CHUNKS);
    List<Chunk> chunks = Stream.generate(() -> chunk(order)).limit(Pipeline.CHUNKS).toList();
    new Pipeline(blocks, format, chunks, sink, booker).run();
    if (blocks.isUnfinished()) {
      tally.unfinished();
    }
    return blocks.failure();
  }

  private Chunk chunk(ImportOrder order) {
    return new Chunk(
        new StagingRows(order.source(), order.cluster(), clock), settings.longestLine());
  }

  private static String tell(IOException broken) {
    String why =
        broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
    return "The file could not be read to its end ("
        + why
        + "). The whole lines before are imported; import it again when it is whole";
  }

  /**
   * Leaves the counts as the last block that was committed wrote them: where the commit itself
   * failed, only the database knows whether it was.
   */
  private void markFailed(long id, Tally tally, Exception cause) {
    try {
      transactions.run(
          connection -> {
            String error = "It stopped: " + cause.getMessage() + ". Import it again";
            runs.end(connection, id, "FAILED", error, tally.hosts(), clock.instant());
            return true;
          });
    } catch (SQLException | RuntimeException e) {
      LOG.errorf(e, "The end of import %d can't be written down", id);
      cause.addSuppressed(e);
    }
  }

  private record End(String state, @Nullable String error) {}

  private record Broken(@Nullable IOException failure) {}
}
