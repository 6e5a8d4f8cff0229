package io.tacet.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tacet.contract.rest.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The largest body of a request: {@code quarkus.http.limits.max-body-size}, and nothing else. A
 * body that says it is larger is refused here before it is read, by a problem where the server
 * would answer without a word. One that does not say how large it is goes on to {@link
 * CountedBody}, and the server's own count is taken away: it would end the answer by itself, and
 * log an error with a stack trace when that is noticed. Thread-safe.
 */
@ApplicationScoped
class BodyLimit {

  /** Before every other filter, and before the server's own check of the length. */
  private static final int FIRST = 10_000;

  /** After the server's check, which notes the limit for its count; before any resource. */
  private static final int AFTER_THE_SERVERS_OWN = 1;

  private static final int DIGITS_OF_A_LONG = 18;

  private final ObjectMapper json;
  private final long limit;

  BodyLimit(
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10240K")
          MemorySize limit) {
    this.json = json;
    this.limit = limit.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
    filters.register(BodyLimit::forgetServersOwn, AFTER_THE_SERVERS_OWN);
  }

  /** Bytes. */
  long bytes() {
    return limit;
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!isLarger(request.getHeader(HttpHeaders.CONTENT_LENGTH))) {
      context.next();
      return;
    }
    Problem problem = ProblemException.tooLarge(limit).problem().at(request.path());
    RestOfBody.forget(context);
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(text(problem));
  }

  private static void forgetServersOwn(RoutingContext context) {
    context.remove(VertxInputStream.MAX_REQUEST_SIZE_KEY);
    context.next();
  }

  /** A length with more digits than a long has is larger, too; the server refuses what is none. */
  private boolean isLarger(@Nullable String length) {
    return length != null
        && (length.length() > DIGITS_OF_A_LONG
            || (length.matches("[0-9]+") && Long.parseLong(length) > limit));
  }

  private String text(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
