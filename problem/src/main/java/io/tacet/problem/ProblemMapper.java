package io.tacet.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.contract.rest.Problem;
import io.tacet.contract.security.KafkaRefusal;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever a resource throws into a problem. Never shows a stack trace. What is not the
 * caller's fault is counted and logged. Thread-safe.
 */
@Singleton
class ProblemMapper {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  /** PostgreSQL takes no writes. */
  private static final String IN_RECOVERY = "25006";

  private final MeterRegistry metrics;

  ProblemMapper(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @ServerExceptionMapper
  Response ours(ProblemException e, UriInfo uri) {
    Throwable cause = e.getCause();
    if (cause != null) {
      LOG.warnf("%s: %s (%s)", uri.getPath(), e.problem().detail(), KafkaRefusal.named(cause));
    }
    return answer(e.problem(), uri);
  }

  @ServerExceptionMapper
  Response json(JsonProcessingException e, UriInfo uri) {
    return answer(JsonProblems.of(e), uri);
  }

  /** Jackson's own kinds, for which there are built-in mappers that would come first. */
  @ServerExceptionMapper
  Response mismatch(MismatchedInputException e, UriInfo uri) {
    return answer(JsonProblems.of(e), uri);
  }

  @ServerExceptionMapper
  Response web(WebApplicationException e, UriInfo uri) {
    JsonProcessingException json = Causes.find(e, JsonProcessingException.class);
    if (json != null) {
      return answer(JsonProblems.of(json), uri);
    }
    int status = e.getResponse().getStatus();
    if (status >= 500) {
      return unexpected(e, uri);
    }
    Status known = Status.fromStatusCode(status);
    String title = known == null ? "HTTP " + status : known.getReasonPhrase();
    return answer(plain(status, title, detail(status, uri)), uri);
  }

  @ServerExceptionMapper
  Response any(Throwable e, UriInfo uri) {
    if (Causes.find(e, RetriableException.class) != null) {
      metrics.counter("tacet.rest.kafka.failures").increment();
      return ours(
          ProblemException.unavailable(
              "Kafka or the schema registry does not answer; try again.", e),
          uri);
    }
    SQLException sql = Causes.find(e, SQLException.class);
    return sql == null ? unexpected(e, uri) : database(e, sql.getSQLState(), uri);
  }

  private Response database(Throwable e, @Nullable String state, UriInfo uri) {
    if (state != null && state.startsWith("22")) {
      metrics.counter("tacet.rest.refused.values").increment();
      LOG.infof("%s: the database refuses a value: %s", uri.getPath(), e.getMessage());
      return answer(
          plain(
              400,
              Status.BAD_REQUEST.getReasonPhrase(),
              "A value in the request can't be looked for or stored: a character or a number that"
                  + " the database does not take."),
          uri);
    }
    if (state == null || isTemporary(state)) {
      metrics.counter("tacet.rest.database.failures").increment();
      return ours(ProblemException.unavailable("The database does not answer; try again.", e), uri);
    }
    return unexpected(e, uri);
  }

  private Response unexpected(Throwable e, UriInfo uri) {
    String id = UUID.randomUUID().toString();
    metrics.counter("tacet.rest.unexpected.failures").increment();
    LOG.errorf(e, "Unexpected error %s at %s", id, uri.getPath());
    return answer(
        plain(
            500,
            Status.INTERNAL_SERVER_ERROR.getReasonPhrase(),
            "Something unexpected happened. The service's log says more under the id " + id + "."),
        uri);
  }

  /**
   * Connection lost, resources, shutdown, serialization and deadlock, no writes because it is in
   * recovery: another time may do.
   */
  private static boolean isTemporary(String state) {
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("40")
        || state.equals(IN_RECOVERY);
  }

  private static String detail(int status, UriInfo uri) {
    return switch (status) {
      case 404 -> "There is nothing at /" + strip(uri.getPath()) + ".";
      case 405 -> "This path does not take that method.";
      case 406 -> "Answers are application/json.";
      case 413 -> "The body is too large.";
      case 415 -> "Bodies are application/json; say so in Content-Type.";
      default -> "The request can't be understood.";
    };
  }

  private static String strip(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static Problem plain(int status, String title, String detail) {
    return new Problem("about:blank", title, status, detail, null, List.of());
  }

  private static Response answer(Problem problem, UriInfo uri) {
    Response.ResponseBuilder answer =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.at("/" + strip(uri.getPath())));
    if (problem.status() == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"tacet\"");
    }
    if (problem.status() == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, "5");
    }
    return answer.build();
  }
}
