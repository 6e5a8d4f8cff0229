package io.tacet.scheduler.auth;

import io.tacet.contract.auth.ApiToken;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.database.Sql;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has a valid token of an active user. Only the token's hash is ever looked for. That a
 * token was used is written down about once a minute, not with each request.
 */
class TokenFilter {

  private static final String SCHEME = "bearer ";
  private static final Duration USE_KEPT = Duration.ofMinutes(1);

  private final Sql sql;
  private final Caller caller;
  private final InstantSource clock;

  TokenFilter(Sql sql, Caller caller, InstantSource clock) {
    this.sql = sql;
    this.caller = caller;
    this.clock = clock;
  }

  @ServerRequestFilter
  void authenticate(ContainerRequestContext request) {
    String hash = ApiToken.hash(token(request.getHeaderString(HttpHeaders.AUTHORIZATION)));
    Known known =
        sql.first(
                """
                SELECT u.id, u.role, t.last_used_at, t.expires_at FROM tokens t
                JOIN users u ON u.id = t.user_id WHERE t.hash = ? AND u.active
                """,
                row ->
                    new Known(
                        row.text("id"),
                        Role.valueOf(row.text("role")),
                        row.timeOrNull("last_used_at"),
                        row.timeOrNull("expires_at")),
                hash)
            .orElseThrow(() -> ProblemException.unauthorized("The token is not valid."));
    Instant now = clock.instant();
    if (known.expiresAt() != null && !known.expiresAt().isAfter(now)) {
      throw ProblemException.unauthorized("The token has expired on " + known.expiresAt() + ".");
    }
    Instant kept = now.minus(USE_KEPT);
    if (known.lastUsedAt() == null || known.lastUsedAt().isBefore(kept)) {
      sql.update("UPDATE tokens SET last_used_at = ? WHERE hash = ?", now, hash);
    }
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

  private record Known(
      String user, Role role, @Nullable Instant lastUsedAt, @Nullable Instant expiresAt) {}
}
