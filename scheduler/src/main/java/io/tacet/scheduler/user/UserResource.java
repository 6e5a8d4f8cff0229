package io.tacet.scheduler.user;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.PutUser;
import io.tacet.contract.rest.User;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.page.Tags;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/users}. Administrators change them; everybody may see oneself. */
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "users", description = "Users and their tokens")
public class UserResource {

  private static final int USUAL = 100;

  private final Caller caller;
  private final Users users;
  private final Dispatcher dispatcher;
  private final Tags tags;

  UserResource(Caller caller, Users users, Dispatcher dispatcher, Tags tags) {
    this.caller = caller;
    this.users = users;
    this.dispatcher = dispatcher;
    this.tags = tags;
  }

  /** Lists users by id. */
  @GET
  @Operation(operationId = "listUsers", summary = "List users by id")
  public Page<User> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
    caller.require(Role.OPERATOR);
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL, errors);
    errors.throwIfAny();
    return paging.page(users.list(paging.after(), paging.rows()), User::id, Function.identity());
  }

  /** Shows a user. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getUser", summary = "Show a user; oneself, or any for operators")
  public User get(@RestPath String id) {
    if (!id.equals(caller.user())) {
      caller.require(Role.OPERATOR);
    }
    return users
        .find(id)
        .orElseThrow(() -> ProblemException.notFound("There is no user '" + id + "'."));
  }

  /** Adds or changes a user. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "putUser", summary = "Add a user, or change one")
  @APIResponse(responseCode = "201", description = "Added; the token is shown this once")
  @APIResponse(responseCode = "200", description = "Changed")
  @APIResponse(responseCode = "409", description = "No administrator would be left")
  @APIResponse(responseCode = "412", description = "It is not as If-Match says")
  public Response put(
      @RestPath String id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable PutUser body) {
    caller.require(Role.ADMIN);
    if (body == null) {
      throw ProblemException.noBody();
    }
    User user = users.put(id, body, tags.ifMatch(ifMatch));
    dispatcher.wake();
    return Response.status(user.token() == null ? Response.Status.OK : Response.Status.CREATED)
        .entity(user)
        .build();
  }
}
