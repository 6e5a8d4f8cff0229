package io.tacet.worker.spool;

import io.tacet.schema.JobStatus;
import io.tacet.schema.LogChunk;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.PhaseResults;
import io.tacet.worker.journal.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A result on the disk: one Avro data file per type of event, complete by the name of their
 * directory. {@code spool.part} is being written, {@code spool} is complete.
 *
 * <p>The events are those that will be sent, ids included, so that a result reported twice is the
 * same events twice. Not thread-safe.
 */
public final class Spool {

  /** Types in the order in which they are sent; the status last. */
  static final List<Class<? extends SpecificRecordBase>> TYPES =
      List.of(PhaseResults.class, MetricSeries.class, LogChunk.class, JobStatus.class);

  private final Path directory;

  private Spool(Path directory) {
    this.directory = directory;
  }

  /** Begins a result in the directory of an order; what was incomplete there is deleted. */
  public static SpoolWriter begin(Path job) throws IOException {
    Path part = job.resolve("spool.part");
    DurableFiles.delete(part);
    Files.createDirectories(part);
    return new SpoolWriter(part, complete(job));
  }

  /** Whether a complete result is in the directory of an order. */
  public static boolean isComplete(Path job) {
    return Files.isDirectory(complete(job));
  }

  /** The complete result in the directory of an order. */
  public static Spool open(Path job) {
    return new Spool(complete(job));
  }

  /** What is done with an event. */
  public interface Visitor {
    /** One event, each in a fresh object. */
    void visit(SpecificRecord event) throws IOException;
  }

  /** Reads all events one by one, the outcome last. */
  public void forEach(Visitor visitor) throws IOException {
    for (Class<? extends SpecificRecordBase> type : TYPES) {
      read(type, visitor);
    }
  }

  /** The outcome. */
  public JobStatus outcome() throws IOException {
    try (DataFileReader<JobStatus> reader = reader(JobStatus.class)) {
      return reader.next();
    }
  }

  /** Size on the disk, bytes; about what will be sent. */
  public long bytes() throws IOException {
    long bytes = 0;
    for (Class<? extends SpecificRecordBase> type : TYPES) {
      Path file = file(directory, type);
      bytes += Files.exists(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  static Path file(Path directory, Class<? extends SpecificRecord> type) {
    return directory.resolve(type.getSimpleName() + ".avro");
  }

  private <T extends SpecificRecordBase> void read(Class<T> type, Visitor visitor)
      throws IOException {
    if (!Files.exists(file(directory, type))) {
      return;
    }
    try (DataFileReader<T> reader = reader(type)) {
      while (reader.hasNext()) {
        visitor.visit(reader.next());
      }
    }
  }

  private <T extends SpecificRecordBase> DataFileReader<T> reader(Class<T> type)
      throws IOException {
    return new DataFileReader<>(file(directory, type).toFile(), new SpecificDatumReader<>(type));
  }

  private static Path complete(Path job) {
    return job.resolve("spool");
  }
}
