package io.tacet.contract.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.signature.ForgedEventException;
import io.tacet.contract.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Builds the record for the dead letters topic: key the source topic, value the raw bytes, the rest
 * in headers (text, UTF-8), the source's own headers kept.
 */
public final class DeadLetter {

  /** Topic the record was read from. */
  public static final String SOURCE_TOPIC = "tacet-source-topic";

  /** Partition it was read from, decimal. */
  public static final String SOURCE_PARTITION = "tacet-source-partition";

  /** Its offset there, decimal. */
  public static final String SOURCE_OFFSET = "tacet-source-offset";

  /** Its broker timestamp, milliseconds since the epoch, decimal. */
  public static final String SOURCE_TIMESTAMP = "tacet-source-timestamp";

  /** Its key, as it was; absent when it had none. */
  public static final String SOURCE_KEY = "tacet-source-key";

  /** Which service could not read it. */
  public static final String READER = "tacet-reader";

  /** Why not, one line. */
  public static final String ERROR = "tacet-error";

  /** Which kind of forgery it is taken for, a {@code ForgedEventException.Fault}; else absent. */
  public static final String FORGED = "tacet-forged";

  private DeadLetter() {}

  /**
   * The dead letter for a record.
   *
   * @param reader name of the service that could not read it, e.g. {@code notifier}
   */
  public static ProducerRecord<byte[], byte[]> of(
      Topics topics, ConsumerRecord<byte[], byte[]> source, String reader, Throwable error) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topics.deadLetters(), source.topic().getBytes(UTF_8), source.value());
    for (Header header : source.headers()) {
      letter.headers().add(header);
    }
    letter
        .headers()
        .add(SOURCE_TOPIC, source.topic().getBytes(UTF_8))
        .add(SOURCE_PARTITION, text(source.partition()))
        .add(SOURCE_OFFSET, text(source.offset()))
        .add(SOURCE_TIMESTAMP, text(source.timestamp()))
        .add(READER, reader.getBytes(UTF_8))
        .add(ERROR, String.valueOf(error.getMessage()).replaceAll("\\R", " ").getBytes(UTF_8));
    if (error instanceof ForgedEventException forged) {
      letter.headers().add(FORGED, forged.fault().name().getBytes(UTF_8));
    }
    if (source.key() != null) {
      letter.headers().add(SOURCE_KEY, source.key());
    }
    return letter;
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }
}
