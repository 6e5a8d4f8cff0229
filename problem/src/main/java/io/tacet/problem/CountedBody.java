package io.tacet.problem;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;

/**
 * Counts the bytes of a body while it is read, for bodies that do not say how large they are
 * (chunked ones). Whoever reads beyond the limit gets the problem 413; a {@link Streamed} body is
 * let through. Thread-safe.
 */
@Provider
class CountedBody implements ReaderInterceptor {

  private final BodyLimit limit;
  private final CurrentVertxRequest request;

  CountedBody(BodyLimit limit, CurrentVertxRequest request) {
    this.limit = limit;
    this.request = request;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    for (Annotation one : context.getAnnotations()) {
      if (one instanceof Streamed) {
        return context.proceed();
      }
    }
    Counted body = new Counted(context.getInputStream(), limit.bytes());
    context.setInputStream(body);
    try {
      return context.proceed();
    } catch (IOException | RuntimeException e) {
      // Whoever parses it may have put the failure into one of its own
      if (body.isTooLarge()) {
        RestOfBody.forget(request.getCurrent());
        throw ProblemException.tooLarge(limit.bytes());
      }
      throw e;
    }
  }

  /** For one thread. */
  private static final class Counted extends FilterInputStream {

    private final long limit;
    private long count;

    Counted(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(bytes);
      count(skipped);
      return skipped;
    }

    boolean isTooLarge() {
      return count > limit;
    }

    private void count(long bytes) throws IOException {
      count += bytes;
      if (isTooLarge()) {
        throw new IOException("The body is larger than " + limit + " bytes");
      }
    }
  }
}
