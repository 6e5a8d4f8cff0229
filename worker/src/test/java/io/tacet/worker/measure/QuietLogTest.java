package io.tacet.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line in the log is a write to the disk, and none may be made while a job is measured. */
class QuietLogTest {

  @TempDir private Path directory;
  private final Recorder recorder = new Recorder();
  private final Logger root = Logger.getLogger("");

  @BeforeEach
  void listen() {
    root.addHandler(recorder);
  }

  @AfterEach
  void leave() {
    root.removeHandler(recorder);
  }

  @Test
  void nothing_is_logged_while_a_job_is_measured() throws Exception {
    // given: a job with several phases, output, children and a failure
    var order =
        Jobs.scenario(
            """
            setup: [echo ready]
            phases:
              - {name: BASELINE, duration: 200ms}
              - {name: RUNTIME, commands: ["sh -c 'echo out; (sleep 0.2 &) ; exit 3'"]}
            """);
    JobRunner runner = Jobs.runner();
    PreparedJob prepared = runner.prepare(order, directory);
    PhaseBorder border =
        new PhaseBorder() {
          @Override
          public boolean enterUnmeasured(Duration longest) {
            return true;
          }

          @Override
          public boolean enterSilence(Duration longest) {
            org.jboss.logging.Logger.getLogger(QuietLogTest.class).info("the silence begins");
            return true;
          }
        };

    // when
    Measurement measurement = runner.measure(prepared, border);

    // then
    assertThat(measurement.silences()).hasSize(1);
    Instant begin = measurement.silences().get(0).getStartedAt();
    Instant end = begin.plusNanos(measurement.silences().get(0).getDurationMicros() * 1000);
    assertThat(recorder.records)
        .as("it does hear the log")
        .anyMatch(record -> record.getMessage().equals("the silence begins"));
    assertThat(recorder.records)
        .filteredOn(
            record ->
                record.getLevel().intValue() >= Level.INFO.intValue()
                    && !record.getInstant().isBefore(begin)
                    && record.getInstant().isBefore(end))
        .extracting(LogRecord::getMessage)
        .isEmpty();
  }

  private static final class Recorder extends Handler {
    final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
