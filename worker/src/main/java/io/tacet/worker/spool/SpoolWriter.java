package io.tacet.worker.spool;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.schema.JobStatus;
import io.tacet.worker.journal.DurableFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Writes a result to the disk; nobody reads it before it is complete. Not thread-safe. */
public final class SpoolWriter implements AutoCloseable {

  private final Path part;
  private final Path complete;
  private final Map<Class<?>, OpenFile> files = new HashMap<>();

  SpoolWriter(Path part, Path complete) {
    this.part = part;
    this.complete = complete;
  }

  private record OpenFile(FileChannel channel, DataFileWriter<SpecificRecord> writer) {}

  /** Adds an event. */
  public void add(SpecificRecord event) throws IOException {
    OpenFile file = files.get(event.getClass());
    if (file == null) {
      file = open(event);
      files.put(event.getClass(), file);
    }
    file.writer().append(event);
  }

  /**
   * Adds the outcome and makes the result complete. When this returns it is on the disk.
   *
   * @return the complete result
   */
  public Spool complete(JobStatus outcome) throws IOException {
    add(outcome);
    for (OpenFile file : files.values()) {
      file.writer().flush();
      file.channel().force(true);
    }
    close();
    DurableFiles.force(part);
    FaultPoint.WORKER_SPOOLING.reach();
    DurableFiles.move(part, complete);
    return Spool.open(java.util.Objects.requireNonNull(complete.getParent()));
  }

  @Override
  public void close() throws IOException {
    for (OpenFile file : files.values()) {
      file.writer().close();
      file.channel().close();
    }
    files.clear();
  }

  private OpenFile open(SpecificRecord event) throws IOException {
    FileChannel channel =
        FileChannel.open(
            Spool.file(part, event.getClass()),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
    OutputStream out = Channels.newOutputStream(channel);
    DataFileWriter<SpecificRecord> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(event.getSchema()));
    writer.create(event.getSchema(), out);
    return new OpenFile(channel, writer);
  }
}
