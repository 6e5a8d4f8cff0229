package io.tacet.cli.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.contract.rest.Problem;
import io.tacet.contract.rest.Problem.FieldError;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns an answer that is no success into what a person is told. */
final class Refusal {

  /** Gateways, and services that wait for something themselves. */
  private static final Set<Integer> TEMPORARY = Set.of(502, 503, 504);

  private static final int MOST_SHOWN = 300;

  private Refusal() {}

  static CommandFailure of(
      ServiceAddress address, Query query, HttpResponse<byte[]> response, ObjectMapper json) {
    int status = response.statusCode();
    Optional<Problem> problem = problem(response, json);
    if (status == 401) {
      return new CommandFailure(
          "the " + address.name() + " at " + address.base() + " does not know you.",
          "Set TACET_TOKEN to your API token; an administrator makes one with a user.",
          "Where tacet up runs, leave TACET_TOKEN and TACET_TOKEN_FILE unset: its own is found then.");
    }
    String sentence = problem.map(Refusal::sentence).orElse(bare(address, query, status));
    List<String> advice =
        problem.map(known -> fields(known, sentence)).orElseGet(() -> List.of(excerpt(response)));
    return isTemporary(status)
        ? new ServiceAway(null, sentence, advice)
        : new CommandFailure(null, sentence, advice);
  }

  /** Whether another time may do. */
  static boolean isTemporary(int status) {
    return TEMPORARY.contains(status);
  }

  private static String bare(ServiceAddress address, Query query, int status) {
    return String.format(
        "the %s at %s answered %d to %s.", address.name(), address.base(), status, query);
  }

  private static String sentence(Problem problem) {
    String title = problem.title() == null ? "refused" : problem.title();
    String detail = problem.detail();
    if (detail == null || detail.isBlank() || detail.equals(title)) {
      return title + (title.endsWith(".") ? "" : ".");
    }
    return detail;
  }

  /** One line per field, but for what the sentence says already. */
  private static List<String> fields(Problem problem, String sentence) {
    List<String> lines = new ArrayList<>();
    if (problem.errors() != null) {
      for (FieldError error : problem.errors()) {
        String line = error.field() + ": " + error.message();
        if (!sentence.contains(line)) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  private static Optional<Problem> problem(HttpResponse<byte[]> response, ObjectMapper json) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith(Problem.MEDIA_TYPE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.readValue(response.body(), Problem.class));
    } catch (IOException e) {
      // Said by the caller with the status and the body as they are.
      return Optional.empty();
    }
  }

  private static String excerpt(HttpResponse<byte[]> response) {
    String text = new String(response.body(), UTF_8).replaceAll("\\p{Cntrl}+", " ").strip();
    if (text.isEmpty()) {
      return "There was nothing in the answer.";
    }
    return "It said: " + (text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text);
  }
}
