package io.tacet.scheduler.quota;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.PutQuota;
import io.tacet.contract.rest.Quota;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.page.Tags;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/quotas}. Everybody sees own ones; operators see and set all. */
@Path("/api/v1/quotas")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "quotas", description = "Measurement time per user, machine and month")
public class QuotaResource {

  private static final Logger LOG = Logger.getLogger(QuotaResource.class);
  private static final int USUAL = 100;
  private static final long LONGEST_MONTH = 31L * 24 * 3600;

  private final Caller caller;
  private final Quotas quotas;
  private final Sql sql;
  private final Tags tags;

  QuotaResource(Caller caller, Quotas quotas, Sql sql, Tags tags) {
    this.caller = caller;
    this.quotas = quotas;
    this.sql = sql;
    this.tags = tags;
  }

  /** Lists quotas. */
  @GET
  @Operation(
      operationId = "listQuotas",
      summary = "List quotas and what is left of them this month, by user and machine",
      description =
          "Only own ones for submitters. Who has no quota on a machine may use as much as there is.")
  public Page<Quota> list(
      @RestQuery @Nullable String user,
      @RestQuery @Nullable String machine,
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String limit) {
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL, errors);
    errors.throwIfAny();
    String whose = caller.may(Role.OPERATOR) ? user : caller.user();
    if (user != null && !user.equals(whose)) {
      caller.require(Role.OPERATOR);
    }
    return paging.page(
        quotas.list(whose, machine, paging.after(), paging.rows()),
        Quotas::key,
        Function.identity());
  }

  /** Shows a quota. */
  @GET
  @Path("/{user}/{machine}")
  @Operation(
      operationId = "getQuota",
      summary = "Show a quota and what is left of it this month; own ones, or any for operators")
  @APIResponse(responseCode = "404", description = "There is none, so there is no limit")
  public Quota get(@RestPath String user, @RestPath String machine) {
    if (!user.equals(caller.user())) {
      caller.require(Role.OPERATOR);
    }
    return quotas.find(user, machine).orElseThrow(() -> none(user, machine));
  }

  /** Sets a quota. */
  @PUT
  @Path("/{user}/{machine}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putQuota",
      summary = "Set how long a user may measure on a machine each month",
      description =
          "Counts at once, this month included. Lowered below what is used, it lets the order that"
              + " is out go on and no other one begin.")
  @APIResponse(
      responseCode = "201",
      description = "There was no limit before",
      content = @Content(schema = @Schema(implementation = Quota.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed",
      content = @Content(schema = @Schema(implementation = Quota.class)))
  @APIResponse(responseCode = "412", description = "It is not as If-Match says")
  public Response put(
      @RestPath String user,
      @RestPath String machine,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable PutQuota body) {
    caller.require(Role.OPERATOR);
    if (body == null) {
      throw ProblemException.noBody();
    }
    Long seconds = body.secondsPerMonth();
    FieldErrors errors = new FieldErrors();
    errors.require(
        seconds != null && seconds >= 0 && seconds <= LONGEST_MONTH,
        "secondsPerMonth",
        "must be from 0 to " + LONGEST_MONTH);
    errors.require(is("users", user), "user", "there is no user '" + user + "'");
    errors.require(is("machines", machine), "machine", "there is no machine '" + machine + "'");
    errors.throwIfAny();
    boolean isNew =
        quotas.set(
            user, machine, seconds == null ? 0 : seconds, caller.user(), tags.ifMatch(ifMatch));
    LOG.infof(
        "%s sets the quota of %s on %s to %d s a month", caller.user(), user, machine, seconds);
    return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK)
        .entity(quotas.find(user, machine).orElseThrow())
        .build();
  }

  /** Removes a quota. */
  @DELETE
  @Path("/{user}/{machine}")
  @Operation(
      operationId = "deleteQuota",
      summary = "Let a user measure on a machine without a limit")
  @APIResponse(responseCode = "204", description = "There is no limit now")
  @APIResponse(responseCode = "404", description = "There was none")
  @APIResponse(responseCode = "412", description = "It is not as If-Match says")
  public void delete(
      @RestPath String user,
      @RestPath String machine,
      @RestHeader("If-Match") @Nullable String ifMatch) {
    caller.require(Role.OPERATOR);
    if (!quotas.remove(user, machine, tags.ifMatch(ifMatch))) {
      throw none(user, machine);
    }
    LOG.infof("%s removes the quota of %s on %s", caller.user(), user, machine);
  }

  private static ProblemException none(String user, String machine) {
    return ProblemException.notFound(
        "User '" + user + "' has no quota on machine '" + machine + "'.");
  }

  private boolean is(String table, String id) {
    return sql.first("SELECT id FROM " + table + " WHERE id = ?", row -> row.text("id"), id)
        .isPresent();
  }
}
