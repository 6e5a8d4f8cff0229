package io.tacet.scheduler.running;

import static io.tacet.scheduler.running.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The REST interface as one user calls it. */
public final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final @Nullable String token;
  private final String header;
  private final String value;

  /** With a token; null: without. */
  public Api(@Nullable String token) {
    this(token, "X-Test", "1");
  }

  private Api(@Nullable String token, String header, String value) {
    this.token = token;
    this.header = header;
    this.value = value;
  }

  /** The built-in administrator, as soon as the service is ready. */
  public static Api admin() {
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> new Api(null).get("/q/health/ready").status() == 200);
    return new Api(Surroundings.ADMIN_TOKEN);
  }

  /** GET. */
  public Answer get(String path) {
    return send("GET", path, null, (String) null);
  }

  /** POST of JSON. */
  public Answer post(String path, @Nullable String body) {
    return send("POST", path, "application/json", body);
  }

  /** DELETE. */
  public Answer delete(String path) {
    return send("DELETE", path, null, (String) null);
  }

  /** PUT of JSON. */
  public Answer put(String path, String body) {
    return send("PUT", path, "application/json", body);
  }

  /** Any request. */
  public Answer send(String method, String path, @Nullable String type, @Nullable String body) {
    return send(
        method, path, type, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  /** The same user, with a header in every request. */
  public Api with(String name, String value) {
    return new Api(token, name, value);
  }

  /** A new submitter in the project default. */
  public Api submitter(String id) {
    Answer answer =
        put(
            "/api/v1/users/" + id,
            "{\"mail\": \"" + id + "@example.org\", \"projects\": [\"default\"]}");
    return new Api(answer.json().path("token").asText());
  }

  /** Any request. */
  public Answer send(String method, String path, @Nullable String type, BodyPublisher body) {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    request.header(header, value);
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body(),
          response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Registers a machine. */
  public void registerMachine(String id) {
    Answer answer = put("/api/v1/machines/" + id, "{\"kind\": \"DEVELOPMENT\"}");
    if (answer.status() >= 300) {
      throw new IllegalStateException(answer.body());
    }
  }

  /** Submits a job that runs true; its id. */
  public String submit(String machine, String more) {
    Answer answer =
        post(
            "/api/v1/jobs",
            "{\"machine\": \"" + machine + "\", \"command\": [\"true\"]" + more + "}");
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.body());
    }
    return answer.json().path("id").asText();
  }

  /** State of a job. */
  public String state(String job) {
    return get("/api/v1/jobs/" + job).json().path("state").asText();
  }

  /** States of a job's history that were applied. */
  public List<String> history(String job) {
    List<String> states = new ArrayList<>();
    for (JsonNode event : get("/api/v1/jobs/" + job + "/events").json().path("items")) {
      if (event.path("applied").asBoolean()) {
        states.add(event.path("state").asText());
      }
    }
    return states;
  }

  /**
   * What came back. Immutable.
   *
   * @param type content type
   */
  public record Answer(int status, String type, String body, HttpHeaders headers) {

    /** A header's first value; empty: it is not there. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** The body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    /** Fields that are said to be wrong. */
    public List<String> fields() {
      List<String> fields = new ArrayList<>();
      for (JsonNode error : json().path("errors")) {
        fields.add(error.path("field").asText());
      }
      return fields;
    }
  }
}
