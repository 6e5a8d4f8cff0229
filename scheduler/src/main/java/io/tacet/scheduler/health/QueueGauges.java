package io.tacet.scheduler.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.machine.MachineCondition;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Counts the queue now and then, apart from dispatch and from whoever asks for the metrics.
 *
 * <ul>
 *   <li>{@code tacet.scheduler.queue.jobs}, tag {@code pool}: jobs waiting, count
 *   <li>{@code tacet.scheduler.machines}, tag {@code condition}: machines, retired ones left out,
 *       count
 *   <li>{@code tacet.scheduler.accuracy.lost}: machines whose accuracy operators were told is lost,
 *       count
 *   <li>{@code tacet.scheduler.orders.out}: machines with an order, count
 *   <li>{@code tacet.scheduler.relay.waiting}: records in the outbox, count
 *   <li>{@code tacet.scheduler.relay.lag}: how long the oldest of them has been there, ms
 * </ul>
 */
@ApplicationScoped
class QueueGauges {

  private final Sql sql;
  private final MetricsConfig config;
  private final MultiGauge queue;
  private final MultiGauge machines;
  private final AtomicLong accuracyLost;
  private final AtomicLong ordersOut;
  private final AtomicLong waiting;
  private final AtomicLong lag;
  private final Loop loop;

  QueueGauges(Sql sql, MetricsConfig config, SchedulerConfig scheduler, MeterRegistry metrics) {
    this.sql = sql;
    this.config = config;
    this.queue = MultiGauge.builder("tacet.scheduler.queue.jobs").register(metrics);
    this.machines = MultiGauge.builder("tacet.scheduler.machines").register(metrics);
    this.accuracyLost = gauge(metrics, "tacet.scheduler.accuracy.lost");
    this.ordersOut = gauge(metrics, "tacet.scheduler.orders.out");
    this.waiting = gauge(metrics, "tacet.scheduler.relay.waiting");
    this.lag = gauge(metrics, "tacet.scheduler.relay.lag");
    this.loop = new Loop("gauges", this::turn, new Signal(), scheduler, metrics);
  }

  private static AtomicLong gauge(MeterRegistry metrics, String name) {
    AtomicLong value = new AtomicLong();
    metrics.gauge(name, value);
    return value;
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  private Duration turn() {
    List<MultiGauge.Row<?>> rows =
        sql.query(
            """
            SELECT m.id AS pool, count(j.pool) AS jobs FROM machines m
            LEFT JOIN jobs j ON j.pool = m.id AND j.state = 'QUEUED' GROUP BY m.id
            UNION ALL
            SELECT p.id, count(j.pool) FROM label_pools p
            LEFT JOIN jobs j ON j.pool = p.id AND j.state = 'QUEUED' GROUP BY p.id
            """,
            row -> MultiGauge.Row.of(Tags.of("pool", row.text("pool")), row.longNumber("jobs")));
    queue.register(rows, true);
    machines.register(conditions(), true);
    accuracyLost.set(one("SELECT count(*) AS n FROM accuracy_controls WHERE lost"));
    ordersOut.set(
        one(
            """
            SELECT count(*) AS n FROM jobs WHERE state IN ('DISPATCHED', 'ACCEPTED', 'COOLING',
              'WARMING', 'PREPARING', 'MEASURING', 'CANCEL_REQUESTED')
            """));
    waiting.set(one("SELECT count(*) AS n FROM outbox"));
    lag.set(
        one(
            """
            SELECT coalesce((SELECT (extract(epoch FROM clock_timestamp() - put_at) * 1000)::bigint
              FROM outbox ORDER BY id LIMIT 1), 0) AS n
            """));
    return config.every();
  }

  /** Each of them, so that one that has become 0 is not just gone. */
  private List<MultiGauge.Row<?>> conditions() {
    Map<String, Long> counted =
        sql
            .query(
                "SELECT condition, count(*) AS n FROM board_machine GROUP BY condition",
                row -> Map.entry(row.text("condition"), row.longNumber("n")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    for (MachineCondition condition : MachineCondition.values()) {
      if (condition != MachineCondition.RETIRED) {
        long count = counted.getOrDefault(condition.name(), 0L);
        rows.add(MultiGauge.Row.of(Tags.of("condition", condition.name()), count));
      }
    }
    return rows;
  }

  private long one(String query) {
    return sql.query(query, row -> row.longNumber("n")).get(0);
  }
}
