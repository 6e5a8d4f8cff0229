package io.tacet.accountant.pi;

import io.tacet.accountant.dated.Fact;
import io.tacet.accountant.dated.LedgerDesk;
import io.tacet.accountant.dated.Words;
import io.tacet.contract.rest.Pi;
import io.tacet.contract.rest.PutPi;
import io.tacet.problem.FieldErrors;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** PIs over REST. Mail addresses are shown to operators only. */
@Path("/api/v1/pis")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PiResource {

  private static final LocalDate EVER_SINCE = LocalDate.EPOCH;

  private final LedgerDesk desk;

  PiResource(LedgerDesk desk) {
    this.desk = desk;
  }

  /** PIs, by id and day. */
  @GET
  @Operation(summary = "PIs, by id and the day from which on it holds")
  public List<Pi> list(@QueryParam("asKnownOn") @Nullable String asKnownOn) throws SQLException {
    boolean mail = desk.caller().isOperator();
    return desk.list(PiFacts.TABLE, null, asKnownOn, PiFacts.class).stream()
        .map(fact -> shown(fact, mail))
        .toList();
  }

  /** Adds a PI or changes one; what is not sent stays as it is on that day. */
  @PUT
  @Path("/{pi}")
  @Operation(
      summary = "Add a PI, or change one from a day on (operators)",
      description = "Without from: today, for a new PI ever since.")
  public Pi put(@PathParam("pi") String pi, @Nullable PutPi body) throws SQLException {
    desk.requireOperator();
    FieldErrors fields = new FieldErrors();
    PutPi given = body == null ? new PutPi(null, null, null, null) : body;
    Words.id(fields, "pi", pi);
    checkAlias(fields, given.alias());
    checkMail(fields, given.mail());
    LocalDate from = given.from() == null ? null : fields.day("from", String.valueOf(given.from()));
    fields.throwIfAny();
    List<Fact<PiFacts>> known = desk.list(PiFacts.TABLE, pi, null, PiFacts.class);
    LocalDate day = from != null ? from : known.isEmpty() ? EVER_SINCE : today();
    PiFacts before =
        known.stream()
            .filter(fact -> !fact.from().isAfter(day))
            .reduce((first, second) -> second)
            .map(Fact::value)
            .orElse(new PiFacts(pi, null, false));
    Fact<PiFacts> fact = new Fact<>(pi, day, changed(before, given));
    desk.put(PiFacts.TABLE, fact, LedgerDesk.Check.NONE);
    return shown(fact, true);
  }

  /** Takes back what was said. */
  @DELETE
  @Path("/{pi}/{from}")
  @Operation(summary = "Take back what was said of a PI from a day on (operators)")
  public void delete(@PathParam("pi") String pi, @PathParam("from") String from)
      throws SQLException {
    desk.withdraw(PiFacts.TABLE, pi, from);
  }

  private static PiFacts changed(PiFacts before, PutPi given) {
    String mail = given.mail() == null ? before.mail() : given.mail();
    return new PiFacts(
        given.alias() == null ? before.alias() : given.alias().strip(),
        mail == null || mail.isEmpty() ? null : mail,
        given.exempt() == null ? before.exempt() : given.exempt());
  }

  private static void checkAlias(FieldErrors fields, @Nullable String alias) {
    if (alias != null) {
      Words.foreign(fields, "alias", alias);
    }
  }

  private static void checkMail(FieldErrors fields, @Nullable String mail) {
    if (mail != null
        && !mail.isEmpty()
        && !mail.matches("[^\\s@,;<>\"\\p{Cntrl}]+@[^\\s@,;<>\"]+")) {
      fields.add("mail", "must be a mail address like ada@example.org, or empty for none");
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
  }

  private static Pi shown(Fact<PiFacts> fact, boolean mail) {
    PiFacts value = fact.value();
    return new Pi(
        fact.subject(), fact.from(), value.alias(), mail ? value.mail() : null, value.exempt());
  }
}
