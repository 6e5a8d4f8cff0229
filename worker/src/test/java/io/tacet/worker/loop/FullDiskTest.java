package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.PhaseResults;
import io.tacet.worker.SmallDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job has filled the disk its result is to be kept on. */
class FullDiskTest {

  @TempDir Path state;

  @Test
  void the_result_takes_the_place_of_the_jobs_files() throws Exception {
    Optional<SmallDisk> disk = SmallDisk.mount(state, 4);
    assumeThat(disk).as("a small file system to fill").isPresent();
    try (SmallDisk small = disk.get();
        TestMachine machine = new TestMachine()) {
      // given
      JobCommand order = machine.order("job-1");
      Path file =
          small
              .directory()
              .resolve("jobs")
              .resolve(order.getOrderId())
              .resolve("run")
              .resolve("large");
      machine.runner.script =
          border -> {
            fill(file);
            return Measurements.finished();
          };
      machine.start(small.directory());

      // when
      machine.send(order);

      // then
      assertThat(machine.awaitOutcome("job-1").getState()).isEqualTo(JobState.FINISHED);
      machine.awaitEndOfTransaction();
      assertThat(machine.read(machine.topics.results(), PhaseResults.class)).hasSize(1);
    }
  }

  private static void fill(Path file) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] bytes = new byte[512];
      while (true) {
        out.write(bytes);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }
}
