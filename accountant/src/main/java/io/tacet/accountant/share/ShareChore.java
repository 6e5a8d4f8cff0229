package io.tacet.accountant.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.accountant.announcement.Announcements;
import io.tacet.accountant.chore.Chore;
import io.tacet.accountant.dated.DatedFacts;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.database.Transactions;
import io.tacet.schema.ProjectShare;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Announces the weights that have changed, when the ledger was changed or a day (UTC) begins. What
 * was announced last is kept, and changed in the transaction that writes the announcement; one
 * accountant at a time does so. A project that no longer has a weight of its own is announced once
 * more, with weight 1.
 */
@ApplicationScoped
class ShareChore implements Chore {

  private static final String LOCK =
      "SELECT pg_try_advisory_xact_lock(hashtext('tacet.accountant.shares'))";

  /** Counted, not the newest id: ids are given out in another order than they are committed. */
  private static final String CHANGES = "SELECT count(*) FROM ledger_audit";

  private static final String SEEN = "SELECT changes, day FROM share_state";

  private static final String REMEMBER =
      """
      INSERT INTO share_state (changes, day) VALUES (?, ?)
      ON CONFLICT (only_row) DO UPDATE SET changes = excluded.changes, day = excluded.day
      """;

  private static final String ANNOUNCED =
      """
      INSERT INTO project_share (project, weight, announced_at) VALUES (?, ?, ?)
      ON CONFLICT (project) DO UPDATE
        SET weight = excluded.weight, announced_at = excluded.announced_at
      """;

  private final Transactions transactions;
  private final DatedFacts facts;
  private final Announcements announcements;
  private final Topics topics;
  private final InstantSource clock;
  private final ShareSettings settings;

  ShareChore(
      Transactions transactions,
      DatedFacts facts,
      Announcements announcements,
      ContractConfig contract,
      InstantSource clock,
      ShareSettings settings) {
    this.transactions = transactions;
    this.facts = facts;
    this.announcements = announcements;
    this.topics = contract.topicNames();
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "shares";
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public boolean look() throws SQLException {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return transactions.run(
        connection -> {
          // Counted before the ledger is read: a change in between is seen again, never missed
          long changes = number(connection, CHANGES);
          if (!isNew(connection, changes, today) || !isMine(connection)) {
            return false;
          }
          announce(connection, ShareTable.on(connection, facts, today, null).weights(), now);
          try (PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
            statement.setLong(1, changes);
            statement.setObject(2, today);
            statement.executeUpdate();
          }
          return false;
        });
  }

  private void announce(Connection connection, Map<String, BigDecimal> weights, Instant now)
      throws SQLException {
    Map<String, BigDecimal> last = last(connection);
    Map<String, BigDecimal> wanted = new TreeMap<>(weights);
    last.keySet().forEach(project -> wanted.putIfAbsent(project, BigDecimal.ONE));
    for (Map.Entry<String, BigDecimal> one : wanted.entrySet()) {
      BigDecimal weight = one.getValue().setScale(ShareTable.DIGITS);
      if (weight.compareTo(last.getOrDefault(one.getKey(), BigDecimal.ONE)) != 0) {
        announcements.add(
            connection, topics.shares(), one.getKey(), event(one.getKey(), weight, now));
        try (PreparedStatement statement = connection.prepareStatement(ANNOUNCED)) {
          statement.setString(1, one.getKey());
          statement.setBigDecimal(2, weight);
          statement.setObject(3, now.atOffset(ZoneOffset.UTC));
          statement.executeUpdate();
        }
      }
    }
  }

  private static ProjectShare event(String project, BigDecimal weight, Instant now) {
    String id = "share/" + project + "/" + weight.toPlainString() + "/" + now;
    return ProjectShare.newBuilder()
        .setEventId(UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString())
        .setOccurredAt(now)
        .setProject(project)
        .setWeight(weight)
        .build();
  }

  private static Map<String, BigDecimal> last(Connection connection) throws SQLException {
    Map<String, BigDecimal> last = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT project, weight FROM project_share")) {
      while (row.next()) {
        last.put(row.getString(1), row.getBigDecimal(2));
      }
    }
    return last;
  }

  private static boolean isNew(Connection connection, long changes, LocalDate today)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SEEN)) {
      return !row.next()
          || row.getLong(1) != changes
          || !today.equals(row.getObject(2, LocalDate.class));
    }
  }

  private static boolean isMine(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LOCK)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
