package io.tacet.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.schema.IoSource;
import io.tacet.schema.MemorySource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real commands use, as it is counted where no controller of a cgroup does. */
class UsedTest {

  private static final long MEBI = 1 << 20;

  @TempDir Path directory;

  @Test
  void bytes_written_by_a_child_of_the_command_are_counted() throws Exception {
    try (RealJob job = job()) {
      // given: /var/tmp is on a disk where /tmp may be memory
      Mark mark = job.processes.mark();

      // when
      StagedCommand command =
          job.start(
              "f=$(mktemp -p /var/tmp) && (dd if=/dev/zero of=\"$f\" bs=1M count=8 conv=fsync) && rm"
                  + " -f \"$f\"");

      // then
      assertThat(RealJob.exit(command)).isEqualTo(new Exit.Code(0));
      assertThat(job.processes.since(mark).storageIo())
          .hasValueSatisfying(
              io -> {
                assertThat(io.getSource()).isEqualTo(IoSource.REAPED);
                assertThat(io.getWrittenBytes()).isBetween(8 * MEBI, 9 * MEBI);
              });
    }
  }

  @Test
  void what_the_worker_writes_itself_is_not_the_jobs() throws Exception {
    try (RealJob job = job()) {
      // given
      Mark mark = job.processes.mark();

      // when
      Path own = java.nio.file.Files.createTempFile(Path.of("/var/tmp"), "tacet", ".test");
      try {
        java.nio.file.Files.write(own, new byte[(int) (4 * MEBI)]);
      } finally {
        java.nio.file.Files.delete(own);
      }

      // then
      assertThat(job.processes.since(mark).storageIo())
          .hasValueSatisfying(io -> assertThat(io.getWrittenBytes()).isLessThan(MEBI));
    }
  }

  @Test
  void the_largest_process_below_a_command_is_its_peak() throws Exception {
    try (RealJob job = job()) {
      // given: tail keeps all of a line that does not end
      Mark mark = job.processes.mark();
      StagedCommand command =
          job.start("(head -c 50000000 /dev/zero; sleep 30) | tail -n 1 & wait");

      // when, then
      await()
          .atMost(RealJob.LIMIT)
          .untilAsserted(
              () ->
                  assertThat(job.processes.since(mark).peakMemory())
                      .hasValueSatisfying(
                          peak -> {
                            assertThat(peak.getSource()).isEqualTo(MemorySource.LARGEST_PROCESS);
                            assertThat(peak.getBytes()).isBetween(50_000_000L, 200_000_000L);
                          }));
      assertThat(command.exit()).isEmpty();
    }
  }

  @Test
  void of_commands_that_were_not_let_go_no_peak_is_told() throws Exception {
    try (RealJob job = job()) {
      // given
      Mark mark = job.processes.mark();

      // when
      StagedCommand waiting = job.stage("true");

      // then
      assertThat(waiting.wasLetGo()).isFalse();
      assertThat(job.processes.since(mark).peakMemory()).isEmpty();
    }
  }

  @Test
  void a_mark_forgets_the_peak_before_it() throws Exception {
    try (RealJob job = job()) {
      // given
      Mark first = job.processes.mark();
      StagedCommand command = job.start("exec sleep 30");
      await()
          .atMost(RealJob.LIMIT)
          .until(() -> job.processes.since(first).peakMemory().isPresent());

      // when
      job.processes.endAll();
      RealJob.exit(command);
      Mark second = job.processes.mark();

      // then
      assertThat(job.processes.since(second).peakMemory()).isEmpty();
    }
  }

  private RealJob job() throws Exception {
    return new RealJob(directory, Optional.empty(), Duration.ZERO);
  }
}
