package io.tacet.worker.outcome;

import io.tacet.contract.security.KafkaRefusal;
import io.tacet.worker.connection.KafkaConnection;
import io.tacet.worker.connection.WireFormat;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.stop.StoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Moves the machine's offset whatever it takes: a fenced, timed out or unknown transaction is tried
 * again from the beginning, for hours if the broker is away that long. It ends only when the offset
 * has moved, or when the worker has to stop. One thread at a time.
 */
public final class OutcomeReporter {

  private static final Logger LOG = Logger.getLogger(OutcomeReporter.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final OutcomeTransaction transaction;
  private final KafkaConnection kafka;
  private final WireFormat wire;
  private final StopRequest stop;
  private final Consumer<String> blocked;

  /**
   * For this machine.
   *
   * @param blocked told why nothing can go on without a person
   */
  public OutcomeReporter(
      OutcomeTransaction transaction,
      KafkaConnection kafka,
      WireFormat wire,
      StopRequest stop,
      Consumer<String> blocked) {
    this.transaction = transaction;
    this.kafka = kafka;
    this.wire = wire;
    this.stop = stop;
    this.blocked = blocked;
  }

  /**
   * Moves the offset, or finds that somebody else has.
   *
   * @throws StoppedException when the worker has to end first; nothing is lost
   */
  public OutcomeTransaction.Result report(OffsetMove move) throws StoppedException {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.attempt(move);
      } catch (OffsetMissingException e) {
        blocked.accept(e.getMessage());
      } catch (IOException e) {
        throw new UncheckedIOException("The spooled result can't be read", e);
      } catch (RuntimeException e) {
        // KafkaException, and whatever the serializer throws when the registry is away
        LOG.warnf(
            "Outcome not reported yet (try %d, next in %d ms): %s",
            attempt, pause.toMillis(), reason(e));
        LOG.debug("Details", e);
      } finally {
        wire.hangUp();
      }
      kafka.close();
      stop.pause(pause);
      pause = longer(pause);
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private static String reason(RuntimeException e) {
    return KafkaRefusal.advice(e).orElseGet(() -> plain(e));
  }

  private static String plain(RuntimeException e) {
    Throwable cause = e instanceof KafkaException && e.getCause() != null ? e.getCause() : e;
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
