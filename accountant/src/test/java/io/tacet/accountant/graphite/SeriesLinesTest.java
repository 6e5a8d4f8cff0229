package io.tacet.accountant.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tacet.accountant.running.Events;
import io.tacet.schema.MetricSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesLinesTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SeriesLines lines =
      new SeriesLines(new GraphitePaths(Settings.to(2003)), new GraphiteMetrics(registry));
  private final List<String> taken = new ArrayList<>();

  @Test
  void everyValueIsANumberAndEveryTimeWholeSeconds() throws IOException {
    // given
    MetricSeries series =
        MetricSeries.newBuilder(Events.series("job", 0, 0).build())
            .setStartedAt(Instant.parse("2026-11-21T09:30:00.900000Z"))
            .setOffsetsMicros(List.of(0L, 99_999L, 100_000L, 2_100_000L, 3_000_000L, 4_000_000L))
            .setValues(List.of(1e8, 0.1, Double.NaN, -0.0, Double.NEGATIVE_INFINITY, 1.5e-7))
            .build();

    // when
    long written = lines.write(series, taken::add);

    // then
    String path = "tacet.m1.cpu_utilization_procfs_system ";
    assertThat(taken)
        .containsExactly(
            path + "100000000 1795253400\n",
            path + "0.1 1795253400\n",
            path + "0 1795253403\n",
            path + "1.5E-7 1795253404\n");
    assertThat(written).isEqualTo(4);
    assertThat(dropped("not-a-number")).isEqualTo(2);
  }

  @Test
  void whatIsLeftOutIsCountedAsThat() throws IOException {
    // when
    long written =
        lines.write(
            GraphitePathsTest.series("process_memory_rss_procfs_process", "sh[1]"), taken::add);

    // then
    assertThat(written).isZero();
    assertThat(taken).isEmpty();
    assertThat(dropped("left-out")).isEqualTo(2);
  }

  private double dropped(String reason) {
    return registry.counter("tacet.graphite.dropped.samples", "reason", reason).count();
  }
}
