package io.tacet.scheduler.relay;

import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The relay's statements on the outbox. A batch is numbered and committed here before it is sent,
 * so that its number can be committed on Kafka together with its records.
 */
final class Batches {

  private Batches() {}

  /** Number of the last batch that was ever taken. */
  static long last(Statements sql) {
    return sql.query("SELECT last_batch FROM relay_position", row -> row.longNumber("last_batch"))
        .get(0);
  }

  /** Takes what is there into the next batch; its number, or 0 when there is nothing. */
  static long take(Statements sql, int most) {
    // Row order is the order within each key, and that alone matters; all rows of a command's key
    // are urgent. A row with a smaller id may become visible later: it is of another key, and goes
    // with a later batch.
    int taken =
        sql.update(
            """
            UPDATE outbox SET batch = (SELECT last_batch + 1 FROM relay_position)
            WHERE id IN (SELECT id FROM outbox WHERE batch IS NULL
                AND topic NOT IN (SELECT topic FROM relay_missing_topics)
              ORDER BY urgent DESC, id LIMIT ?)
            """,
            most);
    if (taken == 0) {
      return 0;
    }
    sql.update("UPDATE relay_position SET last_batch = last_batch + 1");
    return last(sql);
  }

  /** The records of a batch, in order. */
  static List<ProducerRecord<byte[], byte[]>> records(Statements sql, long batch) {
    return sql.query(
        """
        SELECT topic, record_key, record_value, header_names, header_values FROM outbox
        WHERE batch = ? ORDER BY id
        """,
        Batches::record,
        batch);
  }

  /** Batches that are taken and not known to be sent, ascending. */
  static List<Long> open(Statements sql) {
    return sql.query(
        "SELECT DISTINCT batch FROM outbox WHERE batch IS NOT NULL ORDER BY batch",
        row -> row.longNumber("batch"));
  }

  /** Topics with this beginning that something is on its way to, or waits for. */
  static Set<String> topics(Statements sql, String beginning) {
    return Set.copyOf(
        sql.query(
            "SELECT DISTINCT topic FROM outbox WHERE starts_with(topic, ?)",
            row -> row.text("topic"),
            beginning));
  }

  /**
   * Leaves a topic out from now on: its records wait, in order. Those in batches that are taken go
   * back to the others; none of these may be on Kafka.
   */
  static void setAside(Statements sql, String topic, Instant now) {
    sql.update(
        "INSERT INTO relay_missing_topics (topic, since) VALUES (?, ?) ON CONFLICT DO NOTHING",
        topic,
        now);
    sql.update("UPDATE outbox SET batch = NULL WHERE topic = ? AND batch IS NOT NULL", topic);
  }

  /** Topics that are left out. */
  static Set<String> leftOut(Statements sql) {
    return Set.copyOf(
        sql.query("SELECT topic FROM relay_missing_topics", row -> row.text("topic")));
  }

  /** Leaves a topic out no longer. */
  static void takeIn(Statements sql, String topic) {
    sql.update("DELETE FROM relay_missing_topics WHERE topic = ?", topic);
  }

  /** A batch is on Kafka. */
  static void done(Statements sql, long batch) {
    sql.update("DELETE FROM outbox WHERE batch = ?", batch);
  }

  private static ProducerRecord<byte[], byte[]> record(Row row) throws SQLException {
    String[] names = row.texts("header_names");
    byte[][] values = row.byteStrings("header_values");
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      headers.add(new RecordHeader(names[i], values[i]));
    }
    return new ProducerRecord<>(
        row.text("topic"),
        null,
        null,
        row.bytes("record_key"),
        row.bytesOrNull("record_value"),
        headers);
  }
}
