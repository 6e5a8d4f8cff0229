package io.tacet.problem;

import io.tacet.contract.rest.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a client is told instead of an answer. Made by the methods named after what is wrong. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  private ProblemException(Problem problem, @Nullable Throwable cause) {
    super(problem.title() + ": " + problem.detail(), cause);
    this.problem = problem;
  }

  /** 400: some fields are wrong. */
  public static ProblemException invalid(List<Problem.FieldError> errors) {
    return new ProblemException(
        new Problem(
            "urn:tacet:problem:invalid-fields",
            "Some fields are not valid",
            400,
            errors.size() == 1
                ? errors.get(0).field() + ": " + errors.get(0).message()
                : errors.size() + " fields are not valid",
            null,
            List.copyOf(errors)),
        null);
  }

  /** 400: there is no body. */
  public static ProblemException noBody() {
    return of(400, "urn:tacet:problem:no-body", "The request has no body", "Send a JSON object.");
  }

  /** 401: no token, or one that is not known. */
  public static ProblemException unauthorized(String detail) {
    return of(401, "about:blank", "Unauthorized", detail);
  }

  /** 403: a known user may not do this. */
  public static ProblemException forbidden(String detail) {
    return of(403, "about:blank", "Forbidden", detail);
  }

  /** 404: there is no such thing. */
  public static ProblemException notFound(String detail) {
    return of(404, "about:blank", "Not Found", detail);
  }

  /** 409: not in this state. */
  public static ProblemException conflict(String detail) {
    return of(409, "about:blank", "Conflict", detail);
  }

  /** 412: it is no longer as the client has seen it. */
  public static ProblemException preconditionFailed(String detail) {
    return of(412, "about:blank", "Precondition Failed", detail);
  }

  /** 413: the body has more bytes than this. */
  static ProblemException tooLarge(long limit) {
    return of(
        413, "about:blank", "Content Too Large", "The body is larger than " + limit + " bytes.");
  }

  /** 503: not yet; not worth a line in the log. */
  public static ProblemException unavailable(String detail) {
    return of(503, "about:blank", "Service Unavailable", detail);
  }

  /** 503: something this service needs does not answer. */
  public static ProblemException unavailable(String detail, Throwable cause) {
    return new ProblemException(
        new Problem("about:blank", "Service Unavailable", 503, detail, null, List.of()), cause);
  }

  private static ProblemException of(int status, String type, String title, String detail) {
    return new ProblemException(new Problem(type, title, status, detail, null, List.of()), null);
  }

  /** In one line: the fields that are wrong, or what is. */
  public String why() {
    return problem.errors().isEmpty()
        ? String.valueOf(problem.detail())
        : problem.errors().stream()
            .map(error -> error.field() + ": " + error.message())
            .collect(Collectors.joining("; "));
  }

  /** The problem, without its instance. */
  public Problem problem() {
    return problem;
  }
}
