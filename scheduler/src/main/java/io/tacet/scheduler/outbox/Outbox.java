package io.tacet.scheduler.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.serde.EventWriter;
import io.tacet.scheduler.database.Sql;
import io.tacet.schema.JobCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Takes records into the transaction at hand. The order of a key's records on Kafka is the order of
 * these calls, as long as callers lock the row the key stands for first: only then do the row ids
 * follow the commits. Thread-safe.
 */
@ApplicationScoped
public class Outbox {

  private static final int AT_ONCE = 1000;

  private final Sql sql;
  private final EventWriter writer;

  Outbox(Sql sql, EventWriter writer) {
    this.sql = sql;
    this.writer = writer;
  }

  /** Puts an event in. */
  public void put(String topic, String key, SpecificRecord event) {
    sql.update(
        "INSERT INTO outbox (topic, record_key, record_value) VALUES (?, ?, ?)",
        topic,
        key.getBytes(UTF_8),
        writer.write(topic, event));
  }

  /** Puts a command for a machine in; it goes before all that is not one. */
  public void command(String topic, String job, JobCommand command) {
    sql.update(
        "INSERT INTO outbox (topic, record_key, record_value, urgent) VALUES (?, ?, ?, true)",
        topic,
        job.getBytes(UTF_8),
        writer.write(topic, command));
  }

  /** Puts commands in, in this order. */
  public void commands(List<Command> commands) {
    sql.update(
        """
        INSERT INTO outbox (topic, record_key, record_value, urgent)
        SELECT t, k, v, true FROM unnest(?::text[], ?::bytea[], ?::bytea[]) AS r (t, k, v)
        """,
        commands.stream().map(Command::topic).toArray(String[]::new),
        commands.stream().map(one -> one.job().getBytes(UTF_8)).toArray(byte[][]::new),
        commands.stream()
            .map(one -> writer.write(one.topic(), one.command()))
            .toArray(byte[][]::new));
  }

  /** Puts events in, in this order; each key stands for a row that is new in the transaction. */
  public <T extends SpecificRecord> void putAll(
      String topic, List<T> events, Function<T, String> key) {
    for (int from = 0; from < events.size(); from += AT_ONCE) {
      List<T> part = events.subList(from, Math.min(events.size(), from + AT_ONCE));
      sql.update(
          """
          INSERT INTO outbox (topic, record_key, record_value)
          SELECT ?, k, v FROM unnest(?::bytea[], ?::bytea[]) AS r (k, v)
          """,
          topic,
          part.stream().map(event -> key.apply(event).getBytes(UTF_8)).toArray(byte[][]::new),
          part.stream().map(event -> writer.write(topic, event)).toArray(byte[][]::new));
    }
  }

  /** Puts a record in as it is, with its headers. */
  public void put(ProducerRecord<byte[], byte[]> record) {
    List<String> names = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    for (Header header : record.headers()) {
      names.add(header.key());
      values.add(header.value());
    }
    sql.update(
        """
        INSERT INTO outbox (topic, record_key, record_value, header_names, header_values)
        VALUES (?, ?, ?, ?, ?)
        """,
        record.topic(),
        record.key(),
        record.value(),
        names.toArray(String[]::new),
        values.toArray(byte[][]::new));
  }

  /** Whether records of a key wait for the relay, or may be just on their way. */
  public boolean holds(String topic, String key) {
    return !sql.query(
            "SELECT id FROM outbox WHERE topic = ? AND record_key = ? LIMIT 1",
            row -> row.longNumber("id"),
            topic,
            key.getBytes(UTF_8))
        .isEmpty();
  }

  /**
   * Removes what waits for a topic that is missing, so that it is never sent. Nothing is removed of
   * what the relay has in hand, and it can't take more until the transaction ends.
   *
   * @return whether there was something, and nothing of the key is left
   */
  public boolean takeBack(String topic, String key) {
    List<Boolean> missing =
        sql.query(
            """
            SELECT EXISTS (SELECT FROM relay_missing_topics WHERE topic = ?) AS missing
            FROM relay_position FOR SHARE
            """,
            row -> row.truth("missing"),
            topic);
    if (!missing.contains(true)) {
      return false;
    }
    int removed =
        sql.update(
            """
            DELETE FROM outbox WHERE topic = ? AND record_key = ?
              AND id <> ALL (ARRAY(SELECT unnest(in_hand) FROM relay_position))
            """,
            topic,
            key.getBytes(UTF_8));
    return removed > 0 && !holds(topic, key);
  }

  /** A command for a machine. Immutable. */
  public record Command(String topic, String job, JobCommand command) {}
}
