package io.tacet.notifier.deadletter;

import io.tacet.intake.database.Transactions;
import io.tacet.notifier.config.Checked;
import io.tacet.notifier.config.Problems;
import io.tacet.notifier.content.NoticeContent;
import io.tacet.notifier.mail.MailDraft;
import io.tacet.notifier.mail.MailSource;
import io.tacet.notifier.notice.NoticeDraft;
import io.tacet.notifier.notice.NoticeTable;
import io.tacet.notifier.told.LastTold;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One mail about all dead letters since the last such mail, by where they came from. Thread-safe.
 */
@ApplicationScoped
class DeadLetterWatch implements MailSource, Checked {

  private static final String KIND = "dead-letters";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final String UNTOLD =
      """
      SELECT source, reader, forged, count(*) AS letters, max(error) AS error FROM dead_letter
      WHERE notice_id IS NULL GROUP BY source, reader, forged ORDER BY source, reader, forged
      """;

  private final Transactions transactions;
  private final LastTold lastTold;
  private final NoticeTable notices;
  private final DeadLetterConfig config;
  private final InstantSource clock;

  DeadLetterWatch(
      Transactions transactions,
      LastTold lastTold,
      NoticeTable notices,
      DeadLetterConfig config,
      InstantSource clock) {
    this.transactions = transactions;
    this.lastTold = lastTold;
    this.notices = notices;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public boolean writeNext() throws SQLException {
    return transactions.run(
        connection -> {
          List<Source> sources = untold(connection);
          Instant now = clock.instant();
          if (sources.isEmpty() || !lastTold.mayTell(connection, KIND, now, config.again())) {
            return false;
          }
          lastTold.over(connection, KIND);
          String id = KIND + "/" + now;
          notices.add(connection, NoticeDraft.toOperators(id, KIND, content(sources), now));
          told(connection, id);
          return true;
        });
  }

  private static List<Source> untold(Connection connection) throws SQLException {
    List<Source> sources = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(UNTOLD);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        sources.add(
            new Source(
                row.getString("source"),
                row.getString("reader"),
                row.getLong("letters"),
                row.getString("error"),
                row.getString("forged")));
      }
    }
    return sources;
  }

  private static MailDraft.Content content(List<Source> sources) {
    long all = sources.stream().mapToLong(Source::letters).sum();
    StringBuilder text =
        new StringBuilder(
            "Records could not be read and were put aside. Nothing else is held up by them; they"
                + " stay on the topic of dead letters for 30 days, raw, with where they came from"
                + " in their headers.");
    boolean forged = sources.stream().anyMatch(source -> !source.forged().isEmpty());
    if (forged) {
      text.append(
          "\n\nSome are not by who they say they are, or can't be shown to be: a machine whose key"
              + " is not registered, or somebody who writes in another's name. Look at the machine"
              + " before you look at the record.");
    }
    for (Source source : sources) {
      text.append("\n\n")
          .append(source.letters())
          .append(" of ")
          .append(source.topic())
          .append(", by the ")
          .append(source.reader())
          .append(source.forged().isEmpty() ? "" : ", refused as " + source.forged())
          .append(": ")
          .append(source.error());
    }
    return NoticeContent.of(
        (forged ? "Forged events among dead letters: " : "Dead letters: ") + all, text.toString());
  }

  private static void told(Connection connection, String notice) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE dead_letter SET notice_id = ? WHERE notice_id IS NULL")) {
      statement.setString(1, notice);
      statement.executeUpdate();
    }
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    Problems.positive("tacet.notifier.dead-letters.again", config.again(), problems);
    Problems.positive(
        "tacet.notifier.dead-letters.not-older-than", config.notOlderThan(), problems);
    return problems;
  }

  private record Source(String topic, String reader, long letters, String error, String forged) {}
}
