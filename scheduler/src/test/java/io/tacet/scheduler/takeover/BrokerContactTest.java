package io.tacet.scheduler.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BrokerContactTest {

  private static final Duration GRACE = Duration.ofSeconds(60);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicBoolean away = new AtomicBoolean();
  private final BrokerContact contact =
      new BrokerContact(this::ask, nanos::get, new SimpleMeterRegistry());

  @Test
  void contactHoldsWhenEveryQuestionWasAnsweredForTheWholeTime() {
    // given
    assertThat(contact.heldFor(GRACE)).isFalse();

    // when
    pass(59);
    boolean before = contact.heldFor(GRACE);
    pass(1);

    // then
    assertThat(before).isFalse();
    assertThat(contact.heldFor(GRACE)).isTrue();
  }

  @Test
  void aBrokerThatWasAwayIsGivenTheWholeTimeAgain() {
    // given
    contact.heldFor(GRACE);
    pass(60);

    // when
    away.set(true);
    boolean whileAway = contact.heldFor(GRACE);
    away.set(false);

    // then
    assertThat(whileAway).isFalse();
    assertThat(contact.heldFor(GRACE)).isFalse();
    pass(60);
    assertThat(contact.heldFor(GRACE)).isTrue();
  }

  @Test
  void aTimeWithoutQuestionsDoesNotCount() {
    // given
    contact.heldFor(GRACE);
    contact.unwatched();

    // when
    pass(3600);

    // then
    assertThat(contact.heldFor(GRACE)).isFalse();
  }

  private void pass(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private void ask() {
    if (away.get()) {
      throw new TimeoutException("nobody there");
    }
  }
}
