package io.tacet.scheduler.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads feeds from files and over HTTP, up to 1 MiB, within the timeout. Thread-safe. */
@ApplicationScoped
class FeedReader {

  private static final int MOST_BYTES = 1024 * 1024;
  private static final int OK = 200;

  private final WindowConfig config;
  private final HttpClient http;

  FeedReader(WindowConfig config) {
    this.config = config;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.feedTimeout())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /** The points of a feed. */
  List<Point> read(String uri) throws FeedFailed, InterruptedException {
    URI where = URI.create(uri);
    byte[] bytes = "file".equals(where.getScheme()) ? file(where) : web(where);
    if (bytes.length > MOST_BYTES) {
      throw new FeedFailed("it has more than " + MOST_BYTES + " bytes");
    }
    return FeedFormat.read(new String(bytes, UTF_8));
  }

  private static byte[] file(URI where) throws FeedFailed {
    try (InputStream stream = Files.newInputStream(Path.of(where))) {
      return stream.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new FeedFailed("the file can't be read: " + e);
    }
  }

  private byte[] web(URI where) throws FeedFailed, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(where).header("Accept", "application/json, text/csv").build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, info -> new LimitedBody(MOST_BYTES));
    try {
      // The timeout of the request would end with its headers
      HttpResponse<byte[]> response =
          answer.get(config.feedTimeout().toNanos(), TimeUnit.NANOSECONDS);
      if (response.statusCode() != OK) {
        throw new FeedFailed("the answer is " + response.statusCode());
      }
      return response.body();
    } catch (ExecutionException e) {
      throw new FeedFailed("it can't be reached: " + e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new FeedFailed("no answer within " + config.feedTimeout().toSeconds() + " s");
    }
  }
}
