package io.tacet.accountant.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.contract.rest.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever goes wrong in a request into problem+json. Thread-safe. */
@Singleton
class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final MeterRegistry metrics;

  ProblemMappers(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @ServerExceptionMapper
  Response problem(ProblemException e, UriInfo uri) {
    Response response = response(e.status(), String.valueOf(e.getMessage()), uri, e.errors());
    if (e.status() == 401) {
      response.getHeaders().add("WWW-Authenticate", "Bearer");
    }
    if (e.status() == 503) {
      response.getHeaders().add("Retry-After", 1);
    }
    return response;
  }

  @ServerExceptionMapper
  Response json(JsonProcessingException e, UriInfo uri) {
    String field =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[]" : part.getFieldName())
                .collect(Collectors.joining("."))
            : "";
    Problem.FieldError error =
        new Problem.FieldError(
            field.isEmpty() ? "body" : field, String.valueOf(e.getOriginalMessage()));
    return response(400, "The body is not the JSON that is expected", uri, List.of(error));
  }

  /** The framework maps this one itself, without a body, unless it is told otherwise. */
  @ServerExceptionMapper
  Response mismatch(MismatchedInputException e, UriInfo uri) {
    return json(e, uri);
  }

  @ServerExceptionMapper
  Response web(WebApplicationException e, UriInfo uri) {
    if (e.getCause() instanceof JsonProcessingException cause) {
      return json(cause, uri);
    }
    int status = e.getResponse().getStatus();
    String detail =
        switch (status) {
          case 404 -> "There is nothing here; see /q/openapi for what there is";
          case 405 -> "This path does not take that method; see /q/openapi";
          case 415 -> "The body must be sent as application/json";
          default -> "The request can't be answered";
        };
    return response(status, detail, uri, List.of());
  }

  @ServerExceptionMapper
  Response database(SQLException e, UriInfo uri) {
    String state = e.getSQLState();
    if (state != null && state.startsWith("22")) {
      return response(400, "A parameter has a character that can't be looked for", uri, List.of());
    }
    metrics.counter("tacet.rest.database.failures").increment();
    LOG.warnf("%s: the database can't answer: %s", uri.getPath(), e.getMessage());
    return response(503, "The database does not answer; try again", uri, List.of());
  }

  @ServerExceptionMapper
  Response unexpected(Throwable e, UriInfo uri) {
    metrics.counter("tacet.rest.unexpected.failures").increment();
    LOG.errorf(e, "%s: unexpected failure", uri.getPath());
    return response(
        500, "Something went wrong here; the operator finds it in the log", uri, List.of());
  }

  private static Response response(
      int status, String detail, UriInfo uri, List<Problem.FieldError> errors) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error " + status : known.getReasonPhrase();
    Problem problem = new Problem("about:blank", title, status, detail, uri.getPath(), errors);
    return Response.status(status).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
