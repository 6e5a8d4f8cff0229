package io.tacet.scheduler.auth;

import io.tacet.contract.auth.ApiToken;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.database.Sql;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets in who has the token of an active user. Only the token's hash is ever looked for. */
class TokenFilter {

  private static final String SCHEME = "bearer ";

  private final Sql sql;
  private final Caller caller;

  TokenFilter(Sql sql, Caller caller) {
    this.sql = sql;
    this.caller = caller;
  }

  @ServerRequestFilter
  void authenticate(ContainerRequestContext request) {
    String token = token(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    Known known =
        sql.first(
                """
                SELECT u.id, u.role FROM tokens t JOIN users u ON u.id = t.user_id
                WHERE t.hash = ? AND u.active
                """,
                row -> new Known(row.text("id"), Role.valueOf(row.text("role"))),
                ApiToken.hash(token))
            .orElseThrow(() -> ProblemException.unauthorized("The token is not valid."));
    caller.is(known.user(), known.role());
  }

  private static String token(@Nullable String header) {
    if (header == null) {
      throw ProblemException.unauthorized("Send 'Authorization: Bearer' with an API token.");
    }
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw ProblemException.unauthorized("Only 'Authorization: Bearer' is understood.");
    }
    return header.substring(SCHEME.length()).strip();
  }

  private record Known(String user, Role role) {}
}
