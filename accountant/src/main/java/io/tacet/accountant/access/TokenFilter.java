package io.tacet.accountant.access;

import io.tacet.accountant.directory.Directory;
import io.tacet.contract.auth.ApiToken;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.ProblemException;
import io.tacet.schema.Role;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets a request to the REST interface pass if it carries a token the directory knows. */
@Singleton
class TokenFilter {

  private static final String SCHEME = "bearer ";

  private final Transactions transactions;
  private final Directory directory;
  private final CurrentCaller current;

  TokenFilter(Transactions transactions, Directory directory, CurrentCaller current) {
    this.transactions = transactions;
    this.directory = directory;
    this.current = current;
  }

  @ServerRequestFilter
  void identify(ContainerRequestContext request) throws SQLException {
    String hash = ApiToken.hash(token(request.getHeaderString("Authorization")));
    Optional<Directory.Person> person =
        transactions.run(
            connection -> {
              Optional<Directory.Person> known = directory.byTokenHash(connection, hash);
              if (known.isEmpty() && !directory.isRead(connection)) {
                throw ProblemException.unavailable("The users are still being read; try again");
              }
              return known;
            });
    current.set(
        person
            .map(one -> new Caller(one.id(), role(one.role()), one.projects()))
            .orElseThrow(
                () ->
                    ProblemException.unauthorized(
                        "This token is not valid, or its user not active")));
  }

  private static String token(@Nullable String header) {
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw ProblemException.unauthorized("Send Authorization: Bearer with a valid token");
    }
    return header.substring(SCHEME.length()).strip();
  }

  private static Role role(String name) {
    return switch (name) {
      case "OPERATOR" -> Role.OPERATOR;
      case "ADMIN" -> Role.ADMIN;
      default -> Role.SUBMITTER;
    };
  }
}
