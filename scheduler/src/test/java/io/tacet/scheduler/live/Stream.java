package io.tacet.scheduler.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A reader of events that keeps what comes, as the lines are. */
final class Stream implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final HttpResponse<java.util.stream.Stream<String>> response;
  private final Thread thread;
  private volatile boolean ended;

  Stream(String token, String query, @Nullable String lastEventId) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(query))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    response = client().send(request.build(), BodyHandlers.ofLines());
    thread = new Thread(this::read, "test-stream");
    thread.setDaemon(true);
    thread.start();
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static URI uri(String query) {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    return URI.create("http://127.0.0.1:" + port + "/api/v1/events" + query);
  }

  private void read() {
    try {
      response.body().forEach(lines::add);
    } catch (java.io.UncheckedIOException e) {
      lines.add("broken: " + e.getMessage());
    }
    ended = true;
  }

  int status() {
    return response.statusCode();
  }

  boolean isEnded() {
    return ended;
  }

  /** Values of a field, in order. */
  List<String> all(String field) {
    return lines.stream()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1).strip())
        .toList();
  }

  @Override
  public void close() {
    response.body().close();
    thread.interrupt();
  }
}
