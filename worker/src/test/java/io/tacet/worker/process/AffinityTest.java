package io.tacet.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AffinityTest {

  private static final String ALLOWED = "Cpus_allowed_list:";

  @TempDir Path directory;

  @Test
  void a_worker_keeps_to_its_cpus_and_its_jobs_use_all() throws Exception {
    // given
    String all = Files.readString(RealJob.SYS.resolve("devices/system/cpu/online")).strip();
    assumeThat(all).as("more than one CPU").startsWith("0-");
    String before = allowed(Path.of("/proc/self/status"));

    Affinity.pinWorker("0");
    try (RealJob job = new RealJob(directory, Optional.empty(), Duration.ZERO)) {
      // when
      StagedCommand command = job.start("grep Cpus_allowed_list /proc/self/status");

      // then
      assertThat(RealJob.exit(command)).isEqualTo(new Exit.Code(0));
      assertThat(allowed(Path.of("/proc/self/status"))).isEqualTo("0");
      assertThat(allowed(directory.resolve("out"))).isEqualTo(all);
    } finally {
      Affinity.pinWorker(before);
    }
  }

  @Test
  void a_cpu_that_is_not_there_is_refused_by_its_key() {
    assertThatThrownBy(() -> Affinity.pinWorker("4095"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("tacet.worker.cpus: the worker cannot keep to CPUs 4095: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all", "0;reboot", "-1", "0-"})
  void what_is_no_list_of_cpus_is_refused_by_its_key(String cpus) {
    assertThatThrownBy(() -> Affinity.pinWorker(cpus))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tacet.worker.cpus must be a list of CPUs");
  }

  private static String allowed(Path status) throws Exception {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(ALLOWED))
        .map(line -> line.substring(ALLOWED.length()).strip())
        .findFirst()
        .orElseThrow();
  }
}
