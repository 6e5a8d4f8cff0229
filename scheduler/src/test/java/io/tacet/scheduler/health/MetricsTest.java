package io.tacet.scheduler.health;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Surroundings;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What is counted for whoever watches the service. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class MetricsTest {

  @Inject Sql sql;
  @Inject MetricsConfig config;
  @Inject SchedulerConfig scheduler;

  @Test
  void theQueueIsCountedByPool() {
    // given
    Api api = Api.admin();
    api.registerMachine("metrics-1");
    api.submit("metrics-1", ", \"hold\": true");
    api.submit("metrics-1", ", \"hold\": true");
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    QueueGauges gauges = new QueueGauges(sql, config, scheduler, metrics);

    // when
    gauges.start(new StartupEvent());

    // then
    try {
      await()
          .until(
              () ->
                  metrics.find("tacet.scheduler.queue.jobs").tag("pool", "metrics-1").gauge()
                      != null);
      assertThat(metrics.get("tacet.scheduler.queue.jobs").tag("pool", "metrics-1").gauge().value())
          .isEqualTo(2);
    } finally {
      gauges.stop(new io.quarkus.runtime.ShutdownEvent());
    }
  }

  @Test
  void whatIsDoneAndRefusedIsCounted() {
    // given
    Api api = Api.admin();
    api.registerMachine("metrics-2");
    api.submit("metrics-2", ", \"hold\": true");
    assertThat(api.post("/api/v1/jobs", "{}").status()).isEqualTo(400);

    // when
    String metrics = api.get("/q/metrics").body();

    // then
    assertThat(metrics)
        .contains("tacet_scheduler_submitted_jobs_total")
        .contains("tacet_scheduler_refused_submissions_total")
        .contains("tacet_scheduler_dispatched_total")
        .contains("tacet_scheduler_orders_out")
        .contains("tacet_scheduler_relay_lag")
        .contains("tacet_scheduler_relay_waiting");
  }
}
