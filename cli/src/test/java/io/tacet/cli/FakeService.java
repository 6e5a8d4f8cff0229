package io.tacet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A real HTTP server that gives prepared answers and keeps the requests. As the services do, it
 * answers 406 to whoever does not accept the answer's type.
 */
final class FakeService implements AutoCloseable {

  /** Entity tag of every answer. */
  static final String TAG = "\"t1\"";

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.start();
  }

  FakeService answers(String path, int status, String type, String body) {
    return answers(path, type, () -> new Answer(status, body));
  }

  /** One answer after the other; the last one for good. */
  FakeService answersInTurn(String path, List<Answer> answers) {
    return answersInTurn(path, "application/json", answers);
  }

  /** One answer of a type after the other; the last one for good. */
  FakeService answersInTurn(String path, String type, List<Answer> answers) {
    AtomicInteger next = new AtomicInteger();
    return answers(
        path, type, () -> answers.get(Math.min(next.getAndIncrement(), answers.size() - 1)));
  }

  private FakeService answers(String path, String type, Supplier<Answer> answers) {
    server.createContext(
        path,
        exchange -> {
          Answer answer = answers.get();
          requests.add(
              new Request(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                  exchange.getRequestHeaders().getFirst("If-Match"),
                  exchange.getRequestHeaders().getFirst("Last-Event-ID"),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          boolean accepted =
              answer.status() / 100 != 2
                  || answer.body().isEmpty()
                  || accepts(exchange.getRequestHeaders().getFirst("Accept"), type);
          byte[] bytes = accepted ? answer.body().getBytes(UTF_8) : new byte[0];
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.getResponseHeaders().set("ETag", TAG);
          exchange.sendResponseHeaders(
              accepted ? answer.status() : 406, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    return this;
  }

  /** A page comes whatever was asked for: from reports, and from servers that are not ours. */
  private static boolean accepts(@Nullable String accepted, String type) {
    return accepted == null
        || accepted.contains("*/*")
        || accepted.contains(type)
        || type.equals("text/html");
  }

  FakeService answersJson(String path, String body) {
    return answers(path, 200, "application/json", body);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  record Answer(int status, String body) {}

  record Request(
      String method,
      String uri,
      @Nullable String authorization,
      @Nullable String key,
      @Nullable String ifMatch,
      @Nullable String lastId,
      String body) {}
}
