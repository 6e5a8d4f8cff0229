package io.tacet.scheduler.live;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Surroundings;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One reader takes nothing, the other all there is. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class SlowReaderTest {

  private static final String JOB =
      "{\"machine\": \"slow-1\", \"command\": [\"true\"], \"hold\": true}";

  @Inject Live live;
  @Inject LiveConfig config;

  @Test
  void whoDoesNotReadIsLetGoAndHoldsUpNobody() {
    // given
    Api api = Api.admin();
    api.registerMachine("slow-1");
    LiveFilter filter = new LiveFilter(null, "slow-1", null, null);
    Taker slow = new Taker(1);
    Taker quick = new Taker(Long.MAX_VALUE);
    live.open(filter, null, SseImpl.INSTANCE).subscribe(slow);
    live.open(filter, null, SseImpl.INSTANCE).subscribe(quick);
    String batch = "{\"jobs\": [" + ("," + JOB).repeat(1000).substring(1) + "]}";

    // when: more than the buffer holds
    int jobs = 0;
    while (jobs <= config.buffer() + 1) {
      assertThat(api.post("/api/v1/jobs/batch", batch).status()).isEqualTo(201);
      jobs += 1000;
    }

    // then: what was kept for it is there for it, and then it is over
    int all = jobs;
    await().until(() -> quick.count() >= all);
    assertThat(quick.isOver()).isFalse();
    slow.takeAll();
    await().until(slow::isOver);
    assertThat(slow.count()).isLessThan(all);
    quick.stop();
  }

  /** Counts what it is given, and asks for so much. */
  private static final class Taker implements Flow.Subscriber<OutboundSseEvent> {

    private final long wanted;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean over;
    private volatile Flow.@Nullable Subscription subscription;

    Taker(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
      subscription = made;
      made.request(wanted);
    }

    @Override
    public void onNext(OutboundSseEvent event) {
      count.incrementAndGet();
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      over = true;
    }

    int count() {
      return count.get();
    }

    boolean isOver() {
      return over;
    }

    void takeAll() {
      Objects.requireNonNull(subscription).request(Long.MAX_VALUE);
    }

    void stop() {
      Objects.requireNonNull(subscription).cancel();
    }
  }
}
