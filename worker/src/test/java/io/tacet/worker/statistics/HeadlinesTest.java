package io.tacet.worker.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tacet.schema.HeadlineValue;
import io.tacet.schema.MetricStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadlinesTest {

  private final Headlines headlines = new Headlines(List.of("time", "memory"));

  @Test
  void phases_come_in_the_order_they_ran_and_metrics_in_the_order_they_are_shown() {
    // given
    List<MetricStatistics> statistics =
        List.of(
            one("WARM", 1, "memory", null, 10),
            one("WARM", 1, "time", null, 20),
            one("APPLY", 1, "time", null, 30),
            one("WARM", 2, "memory", null, 14));

    // when, then
    assertThat(headlines.of(statistics))
        .extracting(HeadlineValue::getPhase, HeadlineValue::getMetric, HeadlineValue::getValue)
        .containsExactly(
            tuple("WARM", "time", 20.0),
            tuple("WARM", "memory", 12.0),
            tuple("APPLY", "time", 30.0));
  }

  @Test
  void the_value_is_the_mean_of_the_repeats_means_and_how_far_they_differ() {
    // given: 10, 20 and 60 with mean 30, squares 400 + 100 + 900 = 1400, √(1400 ÷ 2) ÷ 30
    List<MetricStatistics> statistics =
        List.of(
            one("R", 1, "time", null, 10),
            one("R", 2, "time", null, 20),
            one("R", 3, "time", null, 60));

    // when
    HeadlineValue headline = headlines.of(statistics).get(0);

    // then
    assertThat(headline.getValue()).isEqualTo(30);
    assertThat(headline.getRelativeDeviation()).isCloseTo(0.881917103688197, within(1e-15));
    assertThat(headline.getUnit()).isEqualTo("µs");
  }

  @Test
  void one_repeat_tells_nothing_of_how_far_they_differ() {
    assertThat(headlines.of(List.of(one("R", 1, "time", null, 10))).get(0).getRelativeDeviation())
        .isNull();
  }

  @Test
  void what_is_not_to_be_shown_and_what_is_of_one_device_is_left_out() {
    // given
    List<MetricStatistics> statistics =
        List.of(one("R", 1, "time", "sda", 10), one("R", 1, "other", null, 10));

    // when, then
    assertThat(headlines.of(statistics)).isEmpty();
    assertThat(headlines.of(List.of())).isEmpty();
  }

  private static MetricStatistics one(
      String phase, int repeat, String metric, @Nullable String detail, double mean) {
    // two samples around the mean: it is their mean that counts, not the samples
    double[] values = {mean - 1, mean + 1};
    return PhaseStatistics.of(phase, repeat, metric, detail, "µs", values, 1);
  }
}
