package io.tacet.worker.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MetricSeries;
import io.tacet.worker.loop.Measurements;
import io.tacet.worker.loop.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  @TempDir Path job;
  private final JobStatus outcome =
      Orders.events().jobStatus(Orders.held("o-1"), JobState.FINISHED);
  private final MetricSeries series =
      new Chunks(Orders.events()).series(Orders.held("o-1"), Measurements.samples(3), 1).get(0);

  @Test
  void a_complete_result_is_read_as_it_was_written_the_outcome_last() throws IOException {
    // given
    try (SpoolWriter writer = Spool.begin(job)) {
      writer.add(series);
      writer.complete(outcome);
    }

    // when
    List<SpecificRecord> read = new ArrayList<>();
    Spool.open(job).forEach(read::add);

    // then
    assertThat(Spool.isComplete(job)).isTrue();
    assertThat(read).containsExactly(series, outcome);
    assertThat(Spool.open(job).outcome()).isEqualTo(outcome);
    assertThat(Spool.open(job).bytes()).isPositive();
  }

  @Test
  void an_incomplete_result_is_none() throws IOException {
    // given
    try (SpoolWriter writer = Spool.begin(job)) {
      writer.add(series);
    }

    // when, then
    assertThat(Spool.isComplete(job)).isFalse();
    assertThat(job.resolve("spool.part")).exists();
  }

  @Test
  void what_was_incomplete_is_replaced() throws IOException {
    // given
    Files.createDirectories(job.resolve("spool.part"));
    Files.writeString(job.resolve("spool.part/JobStatus.avro"), "half");

    // when
    try (SpoolWriter writer = Spool.begin(job)) {
      writer.complete(outcome);
    }

    // then
    assertThat(Spool.open(job).outcome()).isEqualTo(outcome);
  }
}
