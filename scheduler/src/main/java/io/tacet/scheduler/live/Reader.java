package io.tacet.scheduler.live;

import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who reads. What is sent waits in a buffer of its own until it is read. For the thread of
 * the live events.
 *
 * @param resumeAfter position of the history to begin after; null: now
 * @param ends when the connection ends
 */
record Reader(
    LiveFilter filter,
    @Nullable Long resumeAfter,
    Instant ends,
    Sse sse,
    MultiEmitter<? super OutboundSseEvent> emitter) {

  private static final long COME_BACK_MILLIS = 1000;

  /** The answer begins, so that the client knows it is connected. */
  void greet() {
    emitter.emit(sse.newEventBuilder().comment("live").reconnectDelay(COME_BACK_MILLIS).build());
  }

  void beat() {
    emitter.emit(sse.newEventBuilder().comment("alive").build());
  }

  /** Sends an event with an id to resume after. */
  void send(String name, long id, String data) {
    emitter.emit(
        sse.newEventBuilder().name(name).id(Long.toString(id)).data(String.class, data).build());
  }

  /** Sends an event without one. */
  void send(String name, String data) {
    emitter.emit(sse.newEventBuilder().name(name).data(String.class, data).build());
  }

  boolean isGone() {
    return emitter.isCancelled();
  }

  void end() {
    emitter.complete();
  }
}
