package io.tacet.worker.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.LogChunk;
import io.tacet.schema.LogStream;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.MetricStatistics;
import io.tacet.schema.PhaseResults;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.loop.Measurements;
import io.tacet.worker.loop.Orders;
import io.tacet.worker.measure.OutputPiece;
import io.tacet.worker.measure.SampleSeries;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChunksTest {

  private final HeldOrder held = Orders.held("o-1");
  private final Chunks chunks = new Chunks(Orders.events());

  @Test
  void a_long_series_is_cut_and_can_be_put_together_again() {
    // given
    SampleSeries series = Measurements.samples(40_000);

    // when
    List<MetricSeries> cut = chunks.series(held, series, 1);

    // then
    assertThat(cut).hasSize(3).allMatch(chunk -> EncodedSize.of(chunk) <= Chunks.LIMIT);
    assertThat(cut).extracting(MetricSeries::getChunk).containsExactly(0, 1, 2);
    assertThat(cut.stream().flatMap(chunk -> chunk.getValues().stream()))
        .hasSize(40_000)
        .startsWith(0.0, 1.0)
        .endsWith(39_999.0);
    assertThat(cut.stream().flatMap(ChunksTest::times).skip(39_999).findFirst())
        .contains(
            Instant.EPOCH.plus(
                series.startedAtMicros() + series.offsetsMicros()[39_999], ChronoUnit.MICROS));
  }

  @Test
  void the_largest_offsets_and_values_still_fit() {
    // given
    int count = 20_000;
    long[] offsets = new long[count];
    double[] values = new double[count];
    java.util.Arrays.fill(offsets, 1, count, (1L << 55) - 1);
    java.util.Arrays.fill(values, Double.MAX_VALUE);
    SampleSeries series = new SampleSeries("P", 1, "m", "d", "u", 0, offsets, values);

    // when, then
    assertThat(chunks.series(held, series, 1))
        .allMatch(chunk -> EncodedSize.of(chunk) <= Chunks.LIMIT);
  }

  @Test
  void a_thinned_series_keeps_the_first_of_every_so_many_with_its_time() {
    // when
    List<MetricSeries> cut = chunks.series(held, Measurements.samples(10), 4);

    // then
    assertThat(cut).hasSize(1);
    assertThat(cut.get(0).getValues()).containsExactly(0.0, 4.0, 8.0);
    assertThat(cut.get(0).getOffsetsMicros()).containsExactly(0L, 4_000_000L, 8_000_000L);
  }

  @Test
  void an_empty_series_makes_no_event() {
    assertThat(chunks.series(held, Measurements.samples(0), 1)).isEmpty();
  }

  @Test
  void statistics_are_cut_and_each_chunk_knows_how_many_there_are() {
    // given
    MetricStatistics one = Measurements.finished().statistics().get(0);
    List<MetricStatistics> many = new ArrayList<>(Collections.nCopies(5_000, one));

    // when
    List<PhaseResults> cut = chunks.results(held, many);

    // then
    assertThat(cut)
        .hasSizeGreaterThan(1)
        .allMatch(chunk -> EncodedSize.of(chunk) <= Chunks.LIMIT)
        .allMatch(chunk -> chunk.getChunks() == cut.size());
    assertThat(cut.stream().mapToInt(chunk -> chunk.getStatistics().size()).sum()).isEqualTo(5_000);
  }

  @Test
  void output_is_cut_byte_for_byte_and_numbered_on() {
    // given
    byte[] content = "0123456789".repeat(60_000).getBytes(UTF_8);
    OutputPiece piece = new OutputPiece("RUNTIME", 1, LogStream.STDERR, content, 17);

    // when
    List<LogChunk> cut = chunks.output(held, piece, 4);

    // then
    assertThat(cut).allMatch(chunk -> EncodedSize.of(chunk) <= Chunks.LIMIT);
    assertThat(cut).extracting(LogChunk::getChunk).containsExactly(4, 5, 6);
    assertThat(cut).extracting(LogChunk::getOmittedBytesBefore).containsExactly(17L, 0L, 0L);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (LogChunk chunk : cut) {
      byte[] bytes = new byte[chunk.getContent().remaining()];
      chunk.getContent().duplicate().get(bytes);
      joined.writeBytes(bytes);
    }
    assertThat(joined.toByteArray()).isEqualTo(content);
  }

  private static Stream<Instant> times(MetricSeries chunk) {
    return chunk.getOffsetsMicros().stream()
        .map(offset -> chunk.getStartedAt().plus(offset, ChronoUnit.MICROS));
  }
}
