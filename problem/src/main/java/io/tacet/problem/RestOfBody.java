package io.tacet.problem;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Takes what is still to come of a body that was refused, and forgets it: a client may not listen
 * before it has sent everything. Then the connection is closed, or at once if the rest is beyond
 * all patience. For the event loop of one connection.
 */
final class RestOfBody implements Handler<Buffer> {

  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private final HttpServerRequest request;
  private long bytes;

  private RestOfBody(HttpServerRequest request) {
    this.request = request;
  }

  /** To be called before the answer is written. From any thread. */
  static void forget(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      context.addEndHandler(answered -> closeWhenRead(request));
    }
    request.handler(new RestOfBody(request)).resume();
  }

  @Override
  public void handle(Buffer part) {
    bytes += part.length();
    if (bytes > MOST_BYTES) {
      request.connection().close();
    }
  }

  private static void closeWhenRead(HttpServerRequest request) {
    if (request.isEnded()) {
      request.connection().close();
    } else {
      request.endHandler(read -> request.connection().close());
    }
  }
}
