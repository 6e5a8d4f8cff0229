package io.tacet.scheduler.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tacet.contract.rest.Problem;
import io.tacet.scheduler.config.SchedulerConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Refuses a body that says it is too large before it is read. The server's own limit would answer
 * without a word.
 */
@ApplicationScoped
class BodyLimit {

  /** Before every other filter. */
  private static final int PRIORITY = 10_000;

  private final long limit;
  private final ObjectMapper json;

  BodyLimit(SchedulerConfig config, ObjectMapper json) {
    this.limit = config.maxBody().asLongValue();
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (length(request) <= limit) {
      context.next();
      return;
    }
    Problem problem =
        new Problem(
            "about:blank",
            "Content Too Large",
            413,
            "The body is larger than " + limit + " bytes.",
            request.path(),
            List.of());
    // The client may not listen before it has sent everything: read on, and forget it
    request.handler(forgotten -> {}).resume();
    context
        .response()
        .setStatusCode(413)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(text(problem));
  }

  private String text(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      // More digits than a long has; anything else the server has refused already
      return Long.MAX_VALUE;
    }
  }
}
