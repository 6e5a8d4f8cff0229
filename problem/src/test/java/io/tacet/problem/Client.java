package io.tacet.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** Asks the server of a test. */
final class Client {

  private final HttpClient http;
  private final URI base;

  Client(URI base, HttpClient.Version version) {
    this.base = base;
    this.http = HttpClient.newBuilder().version(version).build();
  }

  Answer get(String path) throws Exception {
    return send(request(path).GET());
  }

  /** With the length of the body said before it. */
  Answer post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  /** In chunks: nobody is told how much will come. */
  Answer postChunked(String path, String body) throws Exception {
    BodyPublisher chunks =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8)));
    return send(request(path).POST(chunks));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", "application/json");
  }

  private Answer send(HttpRequest.Builder request) throws Exception {
    return new Answer(http.send(request.build(), BodyHandlers.ofString()));
  }

  /** What came back. */
  record Answer(HttpResponse<String> response) {

    int status() {
      return response.statusCode();
    }

    @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    String body() {
      return response.body();
    }

    JsonNode json() throws Exception {
      return new ObjectMapper().readTree(body());
    }

    String detail() throws Exception {
      return json().path("detail").asText();
    }
  }
}
