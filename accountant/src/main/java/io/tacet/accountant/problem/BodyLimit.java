package io.tacet.accountant.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tacet.contract.rest.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body that says it is too large before it is read; the server's own limit, at the same
 * size, would answer without a word.
 */
@ApplicationScoped
class BodyLimit {

  /** Before every other filter. */
  private static final int PRIORITY = 10_000;

  private final ObjectMapper json;
  private final long limit;

  BodyLimit(
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size")
          io.quarkus.runtime.configuration.MemorySize limit) {
    this.json = json;
    this.limit = limit.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!isLarger(request.getHeader(HttpHeaders.CONTENT_LENGTH))) {
      context.next();
      return;
    }
    String detail = "The body is larger than " + limit + " bytes";
    Problem problem =
        new Problem("about:blank", "Content Too Large", 413, detail, request.path(), List.of());
    // Some clients listen only when they have sent everything: take the rest and forget it
    request.handler(rest -> {}).resume();
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(text(problem));
  }

  /** A length with more digits than a long has is larger, too; the server refuses what is none. */
  private boolean isLarger(@Nullable String length) {
    return length != null
        && (length.length() > 18 || (length.matches("[0-9]+") && Long.parseLong(length) > limit));
  }

  private String text(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
