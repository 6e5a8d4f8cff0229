package io.tacet.notifier.machine;

import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.schema.MachineStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Keeps since when each machine has been doing what it does, by the broker's time. Thread-safe. */
@ApplicationScoped
class MachineStatusStore implements EventStore<MachineStatus> {

  private static final String PUT =
      """
      INSERT INTO machine_watch AS known (machine, state, since, recorded_at, message, told)
      VALUES (?, ?, ?, ?, ?, false)
      ON CONFLICT (machine) DO UPDATE SET
        since = CASE WHEN known.state = excluded.state THEN known.since ELSE excluded.since END,
        told = known.told AND known.state = excluded.state,
        state = excluded.state, recorded_at = excluded.recorded_at, message = excluded.message
      WHERE known.recorded_at <= excluded.recorded_at
      """;

  @Override
  public String topic(Topics topics) {
    return topics.machineStatus();
  }

  @Override
  public Class<MachineStatus> type() {
    return MachineStatus.class;
  }

  @Override
  public boolean hasTombstones() {
    return true;
  }

  @Override
  public void store(Connection connection, List<Received<MachineStatus>> events)
      throws SQLException {
    for (Received<MachineStatus> received : events) {
      MachineStatus status = received.event();
      if (status == null) {
        forget(connection, received.key());
      } else {
        put(connection, status, received.recordedAt().atOffset(ZoneOffset.UTC));
      }
    }
  }

  private static void put(Connection connection, MachineStatus status, OffsetDateTime at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUT)) {
      statement.setString(1, status.getMachine());
      statement.setString(2, status.getState().name());
      statement.setObject(3, at);
      statement.setObject(4, at);
      String message = status.getMessage();
      statement.setString(5, message == null ? null : message.replace('\0', ' '));
      statement.executeUpdate();
    }
  }

  private static void forget(Connection connection, String machine) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM machine_watch WHERE machine = ?")) {
      statement.setString(1, machine);
      statement.executeUpdate();
    }
  }
}
