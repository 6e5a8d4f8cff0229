package io.tacet.worker.outcome;

import java.io.IOException;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A move of the machine's offset and what is written with it.
 *
 * @param expected the committed offset as it was when the order was taken; with any other the order
 *     is over already
 * @param next the offset behind the order
 * @param mark kept with the offset, so that a commit whose fate is unknown is recognised later;
 *     unique to this outcome
 * @param bytes about how much is written, bytes
 * @param content what is written
 */
public record OffsetMove(long expected, long next, String mark, long bytes, Content content) {

  /** Writes the records of a transaction. */
  @FunctionalInterface
  public interface Content {
    /** Hands all records to the transaction; called again for each new try. */
    void sendTo(Transaction transaction) throws IOException;
  }

  /** An open transaction. */
  @FunctionalInterface
  public interface Transaction {
    /** Adds a record. */
    void send(ProducerRecord<byte[], byte[]> message);
  }
}
