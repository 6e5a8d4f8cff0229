package io.tacet.scheduler.relay;

import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The relay's statements on the outbox. A batch is numbered and committed here before it is sent,
 * so that its number can be committed on Kafka together with its records. One batch at a time is in
 * hand: relay_position names its rows until it is known to be on Kafka.
 */
final class Batches {

  private static final String RECORD =
      "SELECT id, topic, record_key, record_value, header_names, header_values FROM outbox ";

  private Batches() {}

  /** Number of the last batch that was ever taken. */
  static long last(Statements sql) {
    return sql.query("SELECT last_batch FROM relay_position", row -> row.longNumber("last_batch"))
        .get(0);
  }

  /**
   * Forgets the batch that is on Kafka, if there is one in hand, and takes what is there into the
   * next.
   *
   * @return one without records when there is nothing
   */
  static Batch next(Statements sql, Batch sent, int most) {
    // The position is locked before the rows are looked at: who wants to remove rows that nobody
    // has in hand locks it, too
    long last =
        sql.query(
                """
                WITH gone AS (DELETE FROM outbox WHERE id = ANY (?::bigint[]))
                SELECT last_batch FROM relay_position FOR UPDATE
                """,
                row -> row.longNumber("last_batch"),
                (Object) sent.idTexts())
            .get(0);
    // Row order is the order within each key, and that alone matters; all rows of a command's key
    // are urgent. A row with a smaller id may become visible later: it is of another key, and goes
    // with a later batch.
    List<Taken> rows =
        sql.query(
            RECORD
                + """
                WHERE topic NOT IN (SELECT topic FROM relay_missing_topics)
                ORDER BY urgent DESC, id LIMIT ?
                """,
            Batches::taken,
            most);
    Batch next = new Batch(rows.isEmpty() ? last : last + 1, inOrder(rows));
    if (!rows.isEmpty() || !sent.rows().isEmpty()) {
      sql.update(
          "UPDATE relay_position SET last_batch = ?, in_hand = ?::bigint[]",
          next.number(),
          next.idTexts());
    }
    return next;
  }

  /** The batch in hand, whose fate is not known; one without records when there is none. */
  static Batch inHand(Statements sql) {
    return new Batch(
        last(sql),
        sql.query(
            RECORD
                + """
                WHERE id = ANY (ARRAY(SELECT unnest(in_hand) FROM relay_position)) ORDER BY id
                """,
            Batches::taken));
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
   * Leaves a topic out from now on: its records wait, in order. Those in hand go back to the
   * others; none of these may be on Kafka.
   */
  static void setAside(Statements sql, String topic, Instant now) {
    sql.update(
        "INSERT INTO relay_missing_topics (topic, since) VALUES (?, ?) ON CONFLICT DO NOTHING",
        topic,
        now);
    sql.update(
        """
        UPDATE relay_position SET in_hand = ARRAY(
          SELECT id FROM outbox WHERE id = ANY (in_hand) AND topic <> ? ORDER BY id)
        """,
        topic);
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

  /** The batch in hand is on Kafka. */
  static void done(Statements sql, Batch batch) {
    sql.update("DELETE FROM outbox WHERE id = ANY (?::bigint[])", (Object) batch.idTexts());
    sql.update("UPDATE relay_position SET in_hand = '{}'");
  }

  private static List<Taken> inOrder(List<Taken> rows) {
    return rows.stream().sorted(Comparator.comparingLong(Taken::id)).toList();
  }

  private static Taken taken(Row row) throws SQLException {
    return new Taken(row.longNumber("id"), record(row));
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

  /** A record on its way and its row. Immutable. */
  record Taken(long id, ProducerRecord<byte[], byte[]> record) {}

  /**
   * What goes to Kafka in one transaction. Immutable.
   *
   * @param rows in the order of sending; none: there was nothing
   */
  record Batch(long number, List<Taken> rows) {

    /** Nothing is in hand. */
    static final Batch NONE = new Batch(0, List.of());

    String[] idTexts() {
      return rows.stream().map(row -> Long.toString(row.id())).toArray(String[]::new);
    }
  }
}
