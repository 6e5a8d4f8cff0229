package io.tacet.worker.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.schema.JobCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Remembers the order in hand and the last orders that are over, across any death of the worker.
 * The order is an Avro data file, so it carries its schema and a later version of the worker reads
 * it. Not thread-safe.
 */
public final class Journal {

  private static final int REMEMBERED_ORDERS = 256;
  private static final String RECORD_OFFSET = "tacet.record-offset";
  private static final String COMMITTED_OFFSET = "tacet.committed-offset";

  private final Path held;
  private final Path seen;

  /** In this directory. */
  public Journal(StateDirectory directory) {
    held = directory.root().resolve("order.avro");
    seen = directory.root().resolve("seen-orders");
  }

  /** Remembers an order; when this returns it is on the disk. */
  public void hold(HeldOrder order) throws IOException {
    DurableFiles.replace(
        held,
        out -> {
          try (DataFileWriter<JobCommand> writer =
              new DataFileWriter<>(new SpecificDatumWriter<>(JobCommand.class))) {
            writer.setMeta(RECORD_OFFSET, order.recordOffset());
            writer.setMeta(COMMITTED_OFFSET, order.committedOffset());
            writer.create(JobCommand.getClassSchema(), new Unclosed(out));
            writer.append(order.command());
          }
        });
  }

  /** The order in hand; empty when there is none. */
  public Optional<HeldOrder> held() throws IOException {
    if (!Files.exists(held)) {
      return Optional.empty();
    }
    try (DataFileReader<JobCommand> reader =
        new DataFileReader<>(held.toFile(), new SpecificDatumReader<>(JobCommand.class))) {
      return Optional.of(
          new HeldOrder(
              reader.next(),
              reader.getMetaLong(RECORD_OFFSET),
              reader.getMetaLong(COMMITTED_OFFSET)));
    }
  }

  /** The order in hand is over: remembers its id and forgets the rest. */
  public void release(String orderId) throws IOException {
    remember(orderId);
    Files.deleteIfExists(held);
  }

  /** Whether an order is over already, as far as is remembered. */
  public boolean hasSeen(String orderId) throws IOException {
    return seenOrders().contains(orderId);
  }

  private void remember(String orderId) throws IOException {
    Deque<String> orders = seenOrders();
    if (orders.contains(orderId)) {
      return;
    }
    orders.addLast(orderId);
    while (orders.size() > REMEMBERED_ORDERS) {
      orders.removeFirst();
    }
    DurableFiles.replace(seen, out -> out.write(String.join("\n", orders).getBytes(UTF_8)));
  }

  private Deque<String> seenOrders() throws IOException {
    return Files.exists(seen)
        ? new ArrayDeque<>(Files.readAllLines(seen, UTF_8))
        : new ArrayDeque<>();
  }

  /** Keeps Avro from closing the file before it is forced to disk. */
  private static final class Unclosed extends java.io.FilterOutputStream {
    Unclosed(java.io.OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
