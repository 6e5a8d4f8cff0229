package io.tacet.notifier.machine;

import io.tacet.intake.database.Transactions;
import io.tacet.notifier.config.Checked;
import io.tacet.notifier.config.Problems;
import io.tacet.notifier.content.Figures;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells operators of machines that stay where they should not: too hot or too cold to begin, or
 * waiting for a person. A machine that cools or warms up keeps saying so; one that has fallen
 * silent meanwhile is overdue, which the scheduler tells. Thread-safe.
 */
@ApplicationScoped
class MachineWatch implements MailSource, Checked {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final String NEXT =
      """
      SELECT machine, state, since, recorded_at, message FROM machine_watch
      WHERE NOT told AND (
        state = 'COOLING' AND recorded_at - since >= ? * interval '1 second'
        OR state = 'WARMING' AND recorded_at - since >= ? * interval '1 second'
        OR state = 'BLOCKED' AND since <= ?)
      LIMIT 1 FOR UPDATE SKIP LOCKED
      """;

  private final Transactions transactions;
  private final LastTold lastTold;
  private final NoticeTable notices;
  private final MachineWatchConfig config;
  private final InstantSource clock;

  MachineWatch(
      Transactions transactions,
      LastTold lastTold,
      NoticeTable notices,
      MachineWatchConfig config,
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
          Optional<Stuck> stuck = next(connection);
          if (stuck.isPresent()) {
            tell(connection, stuck.get());
          }
          return stuck.isPresent();
        });
  }

  private Optional<Stuck> next(Connection connection) throws SQLException {
    Instant now = clock.instant();
    try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
      statement.setDouble(1, config.tooHotAfter().toMillis() / 1000.0);
      statement.setDouble(2, config.warmUpAfter().toMillis() / 1000.0);
      statement.setObject(3, now.minus(config.blockedAfter()).atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String message = row.getString("message");
        Instant since = row.getObject("since", OffsetDateTime.class).toInstant();
        Instant last = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
        String state = row.getString("state");
        return Optional.of(
            new Stuck(
                row.getString("machine"),
                Alarm.of(state),
                since,
                ChronoUnit.MICROS.between(since, state.equals("BLOCKED") ? now : last),
                message == null ? "" : message));
      }
    }
  }

  private void tell(Connection connection, Stuck stuck) throws SQLException {
    String what = stuck.alarm().kind() + "/" + stuck.machine();
    Instant now = clock.instant();
    if (lastTold.mayTell(connection, what, now, config.again())) {
      lastTold.over(connection, what);
      notices.add(
          connection,
          NoticeDraft.toOperators(
              what + "/" + stuck.since(), stuck.alarm().kind(), content(stuck), now));
    }
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE machine_watch SET told = true WHERE machine = ?")) {
      statement.setString(1, stuck.machine());
      statement.executeUpdate();
    }
  }

  private static MailDraft.Content content(Stuck stuck) {
    return NoticeContent.of(
        "Machine " + stuck.machine() + " " + stuck.alarm().subject(),
        "Machine "
            + stuck.machine()
            + " "
            + stuck.alarm().sentence(Figures.duration(stuck.micros()))
            + (stuck.message().isBlank() ? "" : "\n\nIt says: " + stuck.message()));
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    String prefix = "tacet.notifier.machines.";
    Problems.positive(prefix + "too-hot-after", config.tooHotAfter(), problems);
    Problems.positive(prefix + "warm-up-after", config.warmUpAfter(), problems);
    Problems.positive(prefix + "blocked-after", config.blockedAfter(), problems);
    Problems.positive(prefix + "again", config.again(), problems);
    return problems;
  }

  private record Stuck(String machine, Alarm alarm, Instant since, long micros, String message) {}
}
