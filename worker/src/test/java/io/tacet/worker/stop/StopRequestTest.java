package io.tacet.worker.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopRequestTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final StopRequest stop = new StopRequest(LONG);

  @Test
  void at_first_nothing_is_requested() {
    assertThat(stop.isRequested()).isFalse();
    assertThat(stop.isDue()).isFalse();
    assertThat(stop.remaining()).isEmpty();
    assertThatCode(() -> stop.pause(Duration.ZERO)).doesNotThrowAnyException();
  }

  @Test
  void the_first_request_leaves_the_job_in_hand_its_time() {
    // when
    stop.request();

    // then
    assertThat(stop.isRequested()).isTrue();
    assertThat(stop.isDue()).isFalse();
    assertThat(stop.remaining().orElseThrow()).isPositive().isLessThanOrEqualTo(LONG);
    assertThatCode(() -> stop.pause(Duration.ofNanos(1))).doesNotThrowAnyException();
  }

  @Test
  void the_second_request_is_due_at_once() {
    // when
    stop.request();
    stop.request();

    // then
    assertThat(stop.isDue()).isTrue();
    assertThat(stop.remaining()).contains(Duration.ZERO);
    assertThatThrownBy(() -> stop.pause(LONG)).isInstanceOf(StoppedException.class);
  }

  @Test
  void without_patience_the_first_request_is_due_at_once() {
    // given
    StopRequest impatient = new StopRequest(Duration.ZERO);

    // when
    impatient.request();

    // then
    assertThat(impatient.isDue()).isTrue();
    assertThatThrownBy(() -> impatient.pause(LONG)).isInstanceOf(StoppedException.class);
  }

  @Test
  void the_end_of_patience_ends_a_pause() {
    // given
    StopRequest hasty = new StopRequest(Duration.ofMillis(1));
    hasty.request();

    // when, then: otherwise it would last an hour
    assertThatThrownBy(() -> hasty.pause(LONG)).isInstanceOf(StoppedException.class);
  }

  @Test
  void who_idles_is_woken_by_the_first_request() throws Exception {
    // given
    Waiting waiting = waiting(() -> stop.idle(LONG));

    // when
    stop.request();

    // then
    assertThat(waiting.outcome().get(3, TimeUnit.MINUTES)).isEqualTo("returned");
  }

  @Test
  void nobody_idles_after_a_request() throws Exception {
    // given
    stop.request();

    // when, then: it would last an hour
    assertThat(start(() -> stop.idle(LONG)).outcome().get(3, TimeUnit.MINUTES))
        .isEqualTo("returned");
  }

  @Test
  void who_pauses_goes_on_after_the_first_request_and_is_stopped_by_the_second() throws Exception {
    // given
    stop.request();
    Waiting waiting = waiting(() -> stop.pause(LONG));

    // when
    stop.request();

    // then
    assertThat(waiting.outcome().get(3, TimeUnit.MINUTES)).isEqualTo("stopped");
  }

  @Test
  void an_interrupted_wait_ends_and_stays_interrupted() throws Exception {
    // given
    Waiting waiting = waiting(() -> stop.idle(LONG));

    // when
    waiting.thread().interrupt();

    // then
    assertThat(waiting.outcome().get(3, TimeUnit.MINUTES)).isEqualTo("interrupted");
  }

  @Test
  void listeners_are_run_on_the_asking_thread_at_every_request_and_may_ask_back() {
    // given
    List<String> heard = new ArrayList<>();
    stop.onRequest(() -> heard.add(Thread.currentThread().getName() + " " + stop.isDue()));
    stop.onRequest(() -> heard.add("second"));

    // when
    stop.request();
    stop.request();

    // then
    String here = Thread.currentThread().getName();
    assertThat(heard).containsExactly(here + " false", "second", here + " true", "second");
  }

  private record Waiting(Thread thread, CompletableFuture<String> outcome) {}

  private interface Wait {
    void run() throws StoppedException;
  }

  /** On a thread of its own, that has begun to wait. */
  private static Waiting waiting(Wait wait) {
    Waiting waiting = start(wait);
    await()
        .atMost(Duration.ofMinutes(3))
        .pollDelay(Duration.ZERO)
        .until(() -> waiting.thread().getState() == Thread.State.TIMED_WAITING);
    return waiting;
  }

  private static Waiting start(Wait wait) {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                wait.run();
                outcome.complete(Thread.interrupted() ? "interrupted" : "returned");
              } catch (StoppedException e) {
                outcome.complete("stopped");
              }
            });
    thread.setDaemon(true);
    thread.start();
    return new Waiting(thread, outcome);
  }
}
