package io.tacet.accountant.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.accountant.announcement.Announcements;
import io.tacet.accountant.rate.Rate;
import io.tacet.accountant.rate.ServiceUnits;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.topic.Topics;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.JobState;
import io.tacet.schema.UsageBooked;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Announces what was booked of our own events, in the transaction that books it: as the records
 * stand then, with the rate of their day as known then. Imports are not announced: nobody waits for
 * them, and they may be millions. Thread-safe.
 */
@ApplicationScoped
class BookedEvents {

  private static final String BOOKED =
      """
      SELECT u.job_id, u.order_id, u.attempt, u.machine, u.project, u.user_id, u.outcome, u.ended_at,
        u.cpu_micros, u.cpu_source, u.not_charged, u.energy_microjoules, u.booked_at,
      """
          + Rate.rateOf("u")
          + """
           AS rate FROM usage_record u
          WHERE u.record_id = ANY (?)
          ORDER BY u.ended_at, u.job_id, u.order_id
          """;

  private final Announcements announcements;
  private final Topics topics;

  BookedEvents(Announcements announcements, ContractConfig contract) {
    this.announcements = announcements;
    this.topics = contract.topicNames();
  }

  /** Announces the records with these ids. */
  void announce(Connection connection, List<String> ids) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    List<Announcements.Said> said = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(BOOKED)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          UsageBooked event = event(row);
          said.add(new Announcements.Said(event.getJobId(), event));
        }
      }
    }
    announcements.add(connection, topics.usage(), said);
  }

  private static UsageBooked event(ResultSet row) throws SQLException {
    String job = row.getString("job_id");
    String order = row.getString("order_id");
    BigDecimal rate = row.getBigDecimal("rate").setScale(ServiceUnits.DIGITS);
    Long micros = row.getObject("cpu_micros", Long.class);
    String id = "usage/" + job + "/" + order;
    return UsageBooked.newBuilder()
        .setEventId(UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString())
        .setOccurredAt(row.getObject("booked_at", OffsetDateTime.class).toInstant())
        .setMachine(row.getString("machine"))
        .setJobId(job)
        .setAttempt(row.getInt("attempt"))
        .setOrderId(order)
        .setProject(row.getString("project"))
        .setUser(row.getString("user_id"))
        .setOutcome(JobState.valueOf(row.getString("outcome")))
        .setEndedAt(row.getObject("ended_at", OffsetDateTime.class).toInstant())
        .setCpuMicros(micros)
        .setCpuSource(source(row.getString("cpu_source")))
        .setChargeRate(rate)
        .setServiceUnits(
            micros == null ? null : ServiceUnits.of(BigDecimal.valueOf(micros).multiply(rate)))
        .setNotChargedReason(row.getString("not_charged"))
        .setEnergyMicrojoules(row.getObject("energy_microjoules", Long.class))
        .build();
  }

  private static @Nullable CpuTimeSource source(String name) {
    return name.equals(Attempt.NOTHING_RAN) ? null : CpuTimeSource.valueOf(name);
  }
}
