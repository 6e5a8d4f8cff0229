package io.tacet.scheduler.user;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.NewToken;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Token;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.dispatch.Dispatcher;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/users/{id}/tokens}. Everybody has own ones; administrators manage all. */
@Path("/api/v1/users/{id}/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "users", description = "Users and their tokens")
public class TokenResource {

  private final Caller caller;
  private final Tokens tokens;
  private final Dispatcher dispatcher;

  TokenResource(Caller caller, Tokens tokens, Dispatcher dispatcher) {
    this.caller = caller;
    this.tokens = tokens;
    this.dispatcher = dispatcher;
  }

  /** Lists a user's tokens. */
  @GET
  @Operation(
      operationId = "listTokens",
      summary = "List a user's tokens, the oldest first",
      description = "Never the tokens themselves: only their hashes are kept.")
  public Page<Token> list(@RestPath String id) {
    allow(id);
    return new Page<>(tokens.of(id), null);
  }

  /** Makes a token. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createToken", summary = "Make a token; it is shown this once")
  @APIResponse(
      responseCode = "201",
      description = "Made; the token is shown this once",
      content = @Content(schema = @Schema(implementation = Token.class)))
  @APIResponse(responseCode = "409", description = "The user has too many")
  public Response create(@RestPath String id, @Nullable NewToken body) {
    allow(id);
    Token made = tokens.create(id, body == null ? new NewToken(null, null, null) : body);
    dispatcher.wake();
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  /** Makes a token in another one's place. */
  @POST
  @Path("/{token}/rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "rotateToken",
      summary = "Make a token in another one's place; it is shown this once",
      description =
          "The one before is revoked at once, or stays valid until oldValidUntil, so that whoever"
              + " uses it can be told.")
  @APIResponse(
      responseCode = "201",
      description = "Made; the token is shown this once",
      content = @Content(schema = @Schema(implementation = Token.class)))
  @APIResponse(responseCode = "404", description = "There is no such token")
  public Response rotate(@RestPath String id, @RestPath String token, @Nullable NewToken body) {
    allow(id);
    Token made = tokens.rotate(id, token, body == null ? new NewToken(null, null, null) : body);
    dispatcher.wake();
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  /** Revokes a token. */
  @DELETE
  @Path("/{token}")
  @Operation(operationId = "revokeToken", summary = "Revoke a token, at once and for good")
  @APIResponse(responseCode = "204", description = "Revoked")
  @APIResponse(responseCode = "404", description = "There is no such token")
  public void revoke(@RestPath String id, @RestPath String token) {
    allow(id);
    tokens.revoke(id, token);
    dispatcher.wake();
  }

  private void allow(String user) {
    if (!user.equals(caller.user())) {
      caller.require(Role.ADMIN);
    }
  }
}
