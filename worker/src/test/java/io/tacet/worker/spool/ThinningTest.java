package io.tacet.worker.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.worker.loop.Measurements;
import io.tacet.worker.measure.SampleSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinningTest {

  private final List<SampleSeries> series =
      List.of(Measurements.samples(100_000), Measurements.samples(50_000));

  @Test
  void a_result_within_its_limit_is_kept_whole_and_nothing_is_said() {
    assertThat(Thinning.toFit(series, 10_000_000)).isEqualTo(new Thinning(1));
    assertThat(new Thinning(1).note(10_000_000)).isEmpty();
  }

  @Test
  void a_result_over_its_limit_is_thinned_to_fit_and_this_is_said() {
    // when
    Thinning thinning = Thinning.toFit(series, 1_000_000);

    // then: 150,000 samples of 13 bytes are 1.95 MB
    assertThat(thinning.step()).isEqualTo(2);
    assertThat(thinning.note(1_000_000).orElseThrow()).startsWith("Only one in 2 samples is kept");
  }

  @Test
  void where_nothing_fits_all_samples_are_dropped_and_this_is_said() {
    // when
    Thinning thinning = Thinning.toFit(series, -5);

    // then
    assertThat(thinning.step()).isZero();
    assertThat(thinning.note(65_536).orElseThrow()).startsWith("No samples are kept");
  }
}
