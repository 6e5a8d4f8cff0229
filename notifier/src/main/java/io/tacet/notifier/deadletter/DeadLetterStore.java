package io.tacet.notifier.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.deadletter.DeadLetter;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.notifier.content.PlainText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Writes down where dead letters came from; what is in them is not looked at. Thread-safe. */
@ApplicationScoped
class DeadLetterStore implements EventStore<byte[]> {

  private static final String ADD =
      """
      INSERT INTO dead_letter (topic, "partition", "offset", source, reader, error, recorded_at,
                               forged)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private final DeadLetterConfig config;
  private final InstantSource clock;

  DeadLetterStore(DeadLetterConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String topic(Topics topics) {
    return topics.deadLetters();
  }

  @Override
  public Class<byte[]> type() {
    return byte[].class;
  }

  /** The bytes as they are: nobody could read them. */
  @Override
  public byte[] decode(EventReader reader, String topic, byte @Nullable [] value) {
    return value == null ? new byte[0] : value;
  }

  @Override
  public void store(Connection connection, List<Received<byte[]>> events) throws SQLException {
    Instant oldest = clock.instant().minus(config.notOlderThan());
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (Received<byte[]> received : events) {
        if (received.recordedAt().isAfter(oldest)) {
          ConsumerRecord<byte[], byte[]> letter = received.source();
          statement.setString(1, letter.topic());
          statement.setInt(2, letter.partition());
          statement.setLong(3, letter.offset());
          statement.setString(4, header(letter, DeadLetter.SOURCE_TOPIC));
          statement.setString(5, header(letter, DeadLetter.READER));
          statement.setString(6, header(letter, DeadLetter.ERROR));
          statement.setObject(7, received.recordedAt().atOffset(ZoneOffset.UTC));
          statement.setString(8, optional(letter, DeadLetter.FORGED));
          statement.executeUpdate();
        }
      }
    }
  }

  /** Whoever wrote it: something that a database takes and a mail can show. */
  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    String text = optional(letter, name);
    return text.isEmpty() ? "unknown" : text;
  }

  private static String optional(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : PlainText.line(new String(header.value(), UTF_8));
  }
}
