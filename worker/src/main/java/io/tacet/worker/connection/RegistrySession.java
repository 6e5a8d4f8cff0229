package io.tacet.worker.connection;

import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.serde.SerdeSettings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A serializer and a deserializer with an HTTP client of their own, which ends with them.
 *
 * <p>Closing the default serializer leaves its client's pooled connections open and the pool's
 * timer running, once a second, as long as the Vert.x instance lives. So each session has its own
 * instance, passed by the serializer's key for it, and closes that. Confluent's serializer ignores
 * the key; it uses the JDK's connections, which {@code -Dhttp.keepAlive=false} closes after each
 * answer.
 *
 * <p>Thread-safe as far as the writer and reader are; opened and closed by one thread.
 */
final class RegistrySession implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RegistrySession.class);
  private static final String VERTX_KEY = "apicurio.registry.vertx.instance";
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
  private static final long NEVER_MILLIS = Duration.ofDays(1).toMillis();

  private final Vertx vertx;
  private final EventWriter writer;
  private final EventReader reader;

  RegistrySession(SerdeSettings settings) {
    vertx = Vertx.vertx(lean());
    Map<String, Object> more = Map.of(VERTX_KEY, vertx);
    EventWriter opened = null;
    try {
      opened = new EventWriter(settings, more);
      reader = new EventReader(settings, more);
      writer = opened;
    } catch (RuntimeException e) {
      if (opened != null) {
        opened.close();
      }
      closeClient();
      throw e;
    }
  }

  EventWriter writer() {
    return writer;
  }

  EventReader reader() {
    return reader;
  }

  @Override
  public void close() {
    writer.close();
    reader.close();
    closeClient();
  }

  private void closeClient() {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warnf("The registry's client did not close: %s", e);
    }
  }

  private static VertxOptions lean() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setBlockedThreadCheckInterval(NEVER_MILLIS)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }
}
