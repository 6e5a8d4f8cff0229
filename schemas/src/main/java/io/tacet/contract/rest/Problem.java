package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of every error, {@code application/problem+json} (RFC 9457).
 *
 * @param type URI of the kind of problem, {@code about:blank} when the status says it all
 * @param title the same for every problem of the kind
 * @param status HTTP status
 * @param detail what is wrong here and what to do
 * @param instance path of the request
 * @param errors one entry per field that is wrong; empty when it is not about fields
 */
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable String instance,
    List<FieldError> errors) {

  /** Media type of the body. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The same, of a request to this path. */
  public Problem at(String path) {
    return new Problem(type, title, status, detail, path, errors);
  }

  /**
   * What is wrong with one field.
   *
   * @param field its path, e.g. {@code source.uri}
   * @param message what is wrong and what would be right
   */
  public record FieldError(String field, String message) {}
}
