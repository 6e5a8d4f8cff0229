package io.tacet.accountant.dated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.accountant.access.CurrentCaller;
import io.tacet.contract.rest.LedgerChange;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Who changed what in the ledger, over REST; for operators. */
@Path("/api/v1/ledger/changes")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  private static final int USUAL_LIMIT = 100;
  private static final int MOST = 1000;

  private static final List<String> KINDS =
      List.of(
          "rate",
          "hardware",
          "pi",
          "project-pi",
          "user-pi",
          "cluster",
          "contribution",
          "quarantine");

  private static final String SELECT =
      """
      SELECT changed_at, changed_by, what, subject, from_day, old_value::text, new_value::text
      FROM ledger_audit
      WHERE (?::text IS NULL OR what = ?) AND (?::text IS NULL OR subject = ?)
      ORDER BY id DESC LIMIT ?
      """;

  private final Transactions transactions;
  private final CurrentCaller caller;
  private final ObjectMapper json;

  AuditResource(Transactions transactions, CurrentCaller caller, ObjectMapper json) {
    this.transactions = transactions;
    this.caller = caller;
    this.json = json;
  }

  /** Changes, the newest first. */
  @GET
  @Operation(
      summary = "Changes of rates, contributions, hardware, PIs and assignments, newest first",
      description =
          "what: rate, hardware, pi, project-pi, user-pi, cluster, contribution or quarantine. old is null when"
              + " there was nothing, new when it was withdrawn.")
  public List<LedgerChange> list(
      @QueryParam("what") @Nullable String what,
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("limit") @Nullable String limit)
      throws SQLException {
    caller.get().requireOperator();
    FieldErrors fields = new FieldErrors();
    Integer most = fields.wholeNumber("limit", limit, 1, MOST);
    fields.require(
        what == null || KINDS.contains(what), "what", "must be one of " + String.join(", ", KINDS));
    fields.throwIfAny();
    return transactions.run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setString(1, what);
            statement.setString(2, what);
            statement.setString(3, subject);
            statement.setString(4, subject);
            statement.setInt(5, most == null ? USUAL_LIMIT : most);
            List<LedgerChange> changes = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                changes.add(change(rows));
              }
            }
            return changes;
          }
        });
  }

  private LedgerChange change(ResultSet row) throws SQLException {
    return new LedgerChange(
        row.getObject(1, OffsetDateTime.class).toInstant(),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getObject(5, LocalDate.class),
        value(row.getString(6)),
        value(row.getString(7)));
  }

  private @Nullable Map<String, Object> value(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return json.reader()
          .with(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .forType(new TypeReference<Map<String, Object>>() {})
          .readValue(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Values that were written can be read", e);
    }
  }
}
