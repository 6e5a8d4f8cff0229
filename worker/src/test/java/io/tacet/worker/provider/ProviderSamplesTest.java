package io.tacet.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSamplesTest {

  private static final long T = 1_700_000_000_000_000L;
  private static final ProviderSettings PROVIDER =
      new ProviderSettings("p", List.of("p"), "m", "µJ", Duration.ofMillis(100));

  @Test
  void values_of_each_detail_are_kept_apart_and_a_cut_last_line_is_left_out() throws Exception {
    // given
    String text =
        lines(T, 7, "GPU-0")
            + lines(T + 100_000, 8, "GPU-0")
            + lines(T, -3, "GPU 1 upper")
            + (T + 200_000)
            + " 12";

    // when
    var samples = ProviderSamples.parse(PROVIDER, text).between(T - 1, T + 500_000);

    // then
    assertThat(samples.keySet()).containsExactly("GPU-0", "GPU 1 upper");
    assertThat(samples.get("GPU-0")).containsExactly(new long[][] {{T, 7}, {T + 100_000, 8}});
    assertThat(samples.get("GPU 1 upper")).containsExactly(new long[][] {{T, -3}});
  }

  @Test
  void a_sample_belongs_to_the_interval_that_ends_with_it() throws Exception {
    // given
    String text = lines(T, 1, "") + lines(T + 100_000, 2, "") + lines(T + 200_000, 3, "");

    // when
    var samples = ProviderSamples.parse(PROVIDER, text).between(T, T + 100_000);

    // then
    assertThat(samples.get("")).containsExactly(new long[][] {{T + 100_000, 2}});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "",
        " 1700000000000000 1",
        "1700000000000000",
        "1700000000000000 1.5",
        "1700000000000000 0x1f",
        "1700000000 1",
        "1700000000000000\t1",
        "1700000000000000 99999999999999999999",
        "1700000000000000 1 "
      })
  void a_line_of_another_form_is_refused_with_its_number(String line) {
    assertThatThrownBy(
            () -> ProviderSamples.parse(PROVIDER, lines(T - 100_000, 1, "") + line + "\n"))
        .isInstanceOf(ProviderException.class)
        .hasMessageStartingWith("provider p: line 2 is not 'epoch_µs value [detail]'");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, -100_000})
  void times_that_do_not_ascend_are_refused(long step) {
    assertThatThrownBy(
            () -> ProviderSamples.parse(PROVIDER, lines(T, 1, "") + lines(T + step, 1, "")))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("line 2 is not later than the one before");
  }

  @Test
  void one_that_wrote_nothing_is_refused() {
    assertThatThrownBy(() -> ProviderSamples.parse(PROVIDER, ""))
        .hasMessage("provider p: it wrote no sample");
    assertThatThrownBy(() -> ProviderSamples.parse(PROVIDER, "1700000000000000 1"))
        .hasMessage("provider p: it wrote no sample");
  }

  @ParameterizedTest
  @ValueSource(longs = {79_000, 121_000, 1_000_000, 10})
  void samples_too_far_from_the_interval_that_was_asked_are_refused(long apart) {
    assertThatThrownBy(() -> ProviderSamples.parse(PROVIDER, series(apart, 40, 0)))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("up to " + apart + " µs apart; 100000 µs were asked");
  }

  @ParameterizedTest
  @ValueSource(longs = {81_000, 100_000, 119_000})
  void a_fifth_more_or_less_is_allowed(long apart) throws Exception {
    assertThat(ProviderSamples.parse(PROVIDER, series(apart, 40, 0)).between(0, Long.MAX_VALUE))
        .hasSize(1);
  }

  @Test
  void two_hiccups_in_forty_are_forgiven_and_three_are_not() throws Exception {
    assertThat(ProviderSamples.parse(PROVIDER, series(100_000, 41, 2)).between(0, Long.MAX_VALUE))
        .hasSize(1);
    assertThatThrownBy(() -> ProviderSamples.parse(PROVIDER, series(100_000, 41, 3)))
        .hasMessageContaining("500000 µs apart");
  }

  private static String lines(long time, long value, String detail) {
    return time + " " + value + (detail.isEmpty() ? "" : " " + detail) + "\n";
  }

  private static String series(long apart, int count, int hiccups) {
    return LongStream.range(0, count)
        .mapToObj(i -> lines(T + i * apart + Math.min(i, hiccups) * 400_000, i, ""))
        .collect(Collectors.joining());
  }
}
