package io.tacet.scheduler.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tacet.contract.rest.Problem;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.database.DatabaseException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever a resource throws into a problem. Never shows a stack trace. */
class ProblemMapper {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final int MAX_DEPTH = 20;

  private final Ids ids;

  ProblemMapper(Ids ids) {
    this.ids = ids;
  }

  @ServerExceptionMapper
  Response ours(ProblemException e, UriInfo uri) {
    if (e.problem().status() >= 500) {
      LOG.warnf(e.getCause(), "%s: %s", uri.getPath(), e.problem().detail());
    }
    return answer(e.problem(), uri);
  }

  @ServerExceptionMapper
  Response json(JsonProcessingException e, UriInfo uri) {
    return answer(JsonProblems.of(e), uri);
  }

  /** Jackson's own kinds, for which there are built-in mappers that would come first. */
  @ServerExceptionMapper
  Response mismatch(com.fasterxml.jackson.databind.exc.MismatchedInputException e, UriInfo uri) {
    return answer(JsonProblems.of(e), uri);
  }

  @ServerExceptionMapper
  Response web(WebApplicationException e, UriInfo uri) {
    JsonProcessingException json = find(e, JsonProcessingException.class);
    if (json != null) {
      return answer(JsonProblems.of(json), uri);
    }
    int status = e.getResponse().getStatus();
    if (status >= 500) {
      return unexpected(e, uri);
    }
    Status known = Status.fromStatusCode(status);
    String title = known == null ? "HTTP " + status : known.getReasonPhrase();
    return answer(
        new Problem("about:blank", title, status, detail(status, uri), null, List.of()), uri);
  }

  @ServerExceptionMapper
  Response any(Throwable e, UriInfo uri) {
    if (find(e, RetriableException.class) != null) {
      return ours(
          ProblemException.unavailable(
              "Kafka or the schema registry does not answer; try again.", e),
          uri);
    }
    String state = DatabaseException.sqlState(e);
    if (DatabaseException.isFrom(e) && (state == null || isTemporary(state))) {
      return ours(ProblemException.unavailable("The database does not answer; try again.", e), uri);
    }
    return unexpected(e, uri);
  }

  private Response unexpected(Throwable e, UriInfo uri) {
    String id = ids.event();
    LOG.errorf(e, "Unexpected error %s at %s", id, uri.getPath());
    return answer(
        new Problem(
            "about:blank",
            "Internal Server Error",
            500,
            "Something unexpected happened. The service's log says more under the id " + id + ".",
            null,
            List.of()),
        uri);
  }

  /** Connection lost, resources, shutdown, serialization and deadlock: another time may do. */
  private static boolean isTemporary(String state) {
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("40");
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

  private static Response answer(Problem problem, UriInfo uri) {
    Problem complete =
        new Problem(
            problem.type(),
            problem.title(),
            problem.status(),
            problem.detail(),
            "/" + strip(uri.getPath()),
            problem.errors());
    Response.ResponseBuilder answer =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(complete);
    if (problem.status() == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"tacet\"");
    }
    if (problem.status() == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, "5");
    }
    return answer.build();
  }

  private static <T extends Throwable> @Nullable T find(Throwable e, Class<T> type) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
