package io.tacet.cli.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.output.Json;
import io.tacet.cli.output.Plain;
import io.tacet.contract.security.PemCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks one service over HTTP, JSON to and fro. Whatever goes wrong is a {@link CommandFailure} that
 * says what to do. Safe for use by several threads.
 */
public final class RestClient {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private final HttpClient http;
  private final ObjectMapper json = Json.mapper();
  private final ServiceAddress address;
  private final @Nullable String token;

  /** A client for one service that speaks HTTP, or whose certificate Java's own CAs know. */
  public RestClient(ServiceAddress address, @Nullable String token) {
    this(address, token, null);
  }

  /**
   * A client for one service.
   *
   * @param token bearer token; null: none is sent
   * @param ca PEM file with the CA of its certificate; null: Java's own CAs
   * @throws CommandFailure when that file can't be used
   */
  public RestClient(ServiceAddress address, @Nullable String token, @Nullable Path ca) {
    this.http = client(ca);
    this.address = address;
    this.token = token;
  }

  private static HttpClient client(@Nullable Path ca) {
    HttpClient.Builder client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_LIMIT);
    try {
      return (ca == null ? client : new PemCertificates(ca).trustedBy(client)).build();
    } catch (IOException e) {
      throw new CommandFailure(
          e,
          "the CA of the servers can't be used: " + e.getMessage() + ".",
          List.of("It is named by --ca, by TACET_CA, or by tacet up."));
    }
  }

  /** Reads. */
  public <T> T get(Query query, TypeReference<T> type) {
    return read(send("GET", query, BodyPublishers.noBody()), type);
  }

  /** Reads; empty when it is not there (404). */
  public <T> Optional<T> find(Query query, TypeReference<T> type) {
    HttpResponse<byte[]> response = exchange("GET", query, BodyPublishers.noBody());
    if (response.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    return Optional.of(read(checked(query, response), type));
  }

  /** Sends a body and reads the answer. */
  public <T> T send(String method, Query query, Object body, TypeReference<T> type) {
    return read(send(method, query, publisher(body)), type);
  }

  /** Sends a body under an idempotency key, so that it can be sent again; null: without. */
  public <T> T send(
      String method, Query query, Object body, @Nullable String key, TypeReference<T> type) {
    Map<String, String> headers = key == null ? Map.of() : Map.of("Idempotency-Key", key);
    return read(checked(query, exchange(method, query, publisher(body), headers)), type);
  }

  /** Reads, with the tag by which a change can say what it is a change of. */
  public <T> Tagged<T> tagged(Query query, TypeReference<T> type) {
    HttpResponse<byte[]> response = send("GET", query, BodyPublishers.noBody());
    return new Tagged<>(read(response, type), response.headers().firstValue("ETag").orElse("*"));
  }

  /** Sends a change of what has this tag; refused when it has changed meanwhile. */
  public <T> T change(Query query, Object body, String tag, TypeReference<T> type) {
    return read(
        checked(query, exchange("PUT", query, publisher(body), Map.of("If-Match", tag))), type);
  }

  /**
   * Opens a stream of server-sent events.
   *
   * @param lastId id to go on after; null: from now on
   */
  public EventStream stream(Query query, @Nullable String lastId) {
    HttpRequest.Builder request =
        request(query).timeout(ANSWER_LIMIT).header("Accept", "text/event-stream").GET();
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    HttpResponse<Stream<String>> response = sent(request, BodyHandlers.ofLines());
    if (response.statusCode() != OK) {
      String said = response.body().collect(Collectors.joining(" "));
      String sentence =
          "the " + address.name() + " gives no live events (" + response.statusCode() + ").";
      throw Refusal.isTemporary(response.statusCode())
          ? new ServiceAway(null, sentence, List.of())
          : new CommandFailure(null, sentence, List.of("It said: " + Plain.text(said)));
    }
    return new EventStream(response.body());
  }

  /** Sends a body; what the answer holds is of no interest. */
  public void send(String method, Query query, Object body) {
    send(method, query, publisher(body));
  }

  /** Reads what is not JSON, as it comes. */
  public String text(Query query) {
    HttpRequest.Builder request =
        request(query).timeout(ANSWER_LIMIT).header("Accept", "*/*").GET();
    return new String(checked(query, sent(request, BodyHandlers.ofByteArray())).body(), UTF_8);
  }

  /**
   * Sends a body of any length, in chunks, and reads the answer, which may take as long as it
   * takes.
   *
   * @throws CommandFailure also when the service closes the connection before it has read all
   */
  public <T> T upload(
      String method, Query query, Supplier<InputStream> body, TypeReference<T> type) {
    HttpRequest.Builder request =
        request(query)
            .header("Accept", "application/json, application/problem+json")
            .header("Content-Type", "application/octet-stream")
            .method(method, BodyPublishers.ofInputStream(body));
    return read(checked(query, sent(request, BodyHandlers.ofByteArray())), type);
  }

  /** Removes. */
  public void delete(Query query) {
    send("DELETE", query, BodyPublishers.noBody());
  }

  private HttpResponse<byte[]> send(String method, Query query, BodyPublisher body) {
    return checked(query, exchange(method, query, body));
  }

  private HttpResponse<byte[]> checked(Query query, HttpResponse<byte[]> response) {
    if (response.statusCode() / 100 != 2) {
      throw Refusal.of(address, query, response, json);
    }
    return response;
  }

  private HttpResponse<byte[]> exchange(String method, Query query, BodyPublisher body) {
    return exchange(method, query, body, Map.of());
  }

  private HttpResponse<byte[]> exchange(
      String method, Query query, BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        request(query)
            .timeout(ANSWER_LIMIT)
            .header("Accept", "application/json, application/problem+json")
            .header("Content-Type", "application/json")
            .method(method, body);
    headers.forEach(request::header);
    return sent(request, BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(Query query) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.base() + query.toString()));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private <T> HttpResponse<T> sent(HttpRequest.Builder request, BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw address.unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(e, "interrupted.", List.of());
    }
  }

  private <T> T read(HttpResponse<byte[]> response, TypeReference<T> type) {
    try {
      return json.readValue(response.body(), type);
    } catch (IOException e) {
      throw new CommandFailure(
          e,
          address.name() + " at " + address.base() + " answered what this tacet can't read.",
          List.of(
              "Is " + address.origin() + " the address of a Tacet " + address.name() + "?",
              "If so, its version may be another one than this command's."));
    }
  }

  private BodyPublisher publisher(Object body) {
    try {
      return BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Records of the contract can be written", e);
    }
  }
}
