package io.tacet.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sampling.Series;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderRunTest {

  private static final Path PROC = Path.of("/proc");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path directory;

  @Test
  void what_it_wrote_is_read_when_it_has_ended_and_nothing_of_it_runs_on() throws Exception {
    // given
    ProviderSettings steady = Scripts.provider(directory, "steady", Scripts.STEADY);

    // when
    Instant before = Instant.now().minusSeconds(1);
    ProviderRun run = start(steady);
    Path output = directory.resolve("provider-steady.out");
    await().atMost(LIMIT).until(() -> Files.readAllLines(output).size() >= 4);
    run.end();

    // then
    List<Series> series = run.between(before, LIMIT.toNanos());
    assertThat(series).hasSize(1);
    assertThat(series.get(0).metric().name()).isEqualTo("test_energy_script_component");
    assertThat(series.get(0).metric().unit()).isEqualTo("µJ");
    assertThat(series.get(0).values()).hasSizeGreaterThanOrEqualTo(4).containsOnly(5000);
    assertThat(series.get(0).offsetsMicros()).startsWith(0, 100_000, 200_000, 300_000);
    awaitNoneOf("steady.sh");
  }

  @Test
  void children_and_those_that_do_not_listen_are_ended_too() throws Exception {
    // given
    String script = "trap '' TERM; (trap '' TERM; exec -a x sleep 300) & " + Scripts.STEADY;
    ProviderSettings deaf =
        Scripts.provider(
            directory, "deaf", script.replace("exec -a x sleep 300", "sleep 300.4711"));

    // when
    ProviderRun run = start(deaf);
    run.close();

    // then
    awaitNoneOf("deaf.sh");
    awaitNoneOf("300.4711");
  }

  @Test
  void a_word_on_stderr_makes_it_unusable() throws Exception {
    // given
    ProviderSettings complaining =
        Scripts.provider(directory, "complaining", "echo 'device lost' >&2\n" + Scripts.STEADY);

    // when, then
    assertThatThrownBy(() -> start(complaining).end())
        .isInstanceOf(ProviderException.class)
        .hasMessage("provider complaining: it wrote to stderr: device lost");
    awaitNoneOf("complaining.sh");
  }

  @Test
  void one_that_ends_by_itself_is_told_from_one_that_was_ended() throws Exception {
    // given
    ProviderSettings tired =
        Scripts.provider(directory, "tired", "echo 1700000000000000 1; exit 3");

    // when
    ProviderRun run = start(tired);
    awaitNoneOf("tired.sh");

    // then
    assertThatThrownBy(run::end)
        .isInstanceOf(ProviderException.class)
        .hasMessage("provider tired: it ended by itself, with exit code 3, while it was needed");
  }

  @Test
  void one_that_is_not_there_is_said_and_the_others_do_not_run_on() throws Exception {
    // given
    ProviderSettings steady = Scripts.provider(directory, "first", Scripts.STEADY);
    ProviderSettings missing =
        new ProviderSettings(
            "missing", List.of("/nowhere/meter"), "m", "µJ", Duration.ofMillis(100));

    // when, then
    assertThatThrownBy(
            () -> ProviderRun.start(List.of(steady, missing), directory, PROC, RunClock.system()))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("provider missing: it can't be started");
    awaitNoneOf("first.sh");
  }

  @Test
  void its_cpu_time_and_that_of_its_children_is_known() throws Exception {
    // given: in a child that ends and in one that does not; its first sample may not come too late
    String busy = "(i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done)\n";
    ProviderSettings provider =
        Scripts.provider(directory, "busy", busy + "(" + busy + "sleep 300) &\n" + Scripts.STEADY);

    // when
    try (ProviderRun run = start(provider)) {

      // then
      await().atMost(LIMIT).until(() -> run.cpuMicros() >= 40_000);
    }
  }

  @Test
  void what_a_killed_worker_left_is_ended_by_the_next_and_nothing_else_is() throws Exception {
    // given
    ProviderRun run = start(Scripts.provider(directory, "left", Scripts.STEADY));
    Process other = new ProcessBuilder("sleep", "300").start();
    Path journal = directory.resolve("providers");
    Files.writeString(journal, Files.readString(journal) + other.pid() + " 4711\nnonsense\n-1 0\n");

    // when
    ProviderJournal.killLeftovers(directory);

    // then
    awaitNoneOf("left.sh");
    assertThat(other.isAlive()).isTrue();
    assertThat(journal).doesNotExist();
    ProviderJournal.killLeftovers(directory); // nothing left to do
    other.destroyForcibly();
    run.close();
  }

  @Test
  void a_self_check_says_whether_it_can_measure_here() throws Exception {
    assertThat(ProviderCheck.problem(Scripts.provider(directory, "fit", "exit 0"))).isEmpty();
    assertThat(
            ProviderCheck.problem(
                Scripts.provider(directory, "unfit", "echo 'no meter on ttyUSB0' >&2; exit 4")))
        .contains("its self-check ended with exit code 4: no meter on ttyUSB0");
  }

  @Test
  void the_example_for_nvidia_understands_what_nvidia_smi_writes() throws Exception {
    // given: written as by nvidia-smi --query-gpu=index,power.draw --format=csv -lms
    Path smi =
        program(
            """
            #!/bin/sh
            echo 'index, power.draw [W]'
            [ "$4" = "" ] && [ "$3" = "" ] && { printf '0, 35.12 W\\n1, 250.00 W\\n'; exit 0; }
            while :; do printf '0, 35.12 W\\n1, 250.00 W\\n'; sleep 0.1; done
            """);

    // when
    Process check = nvidia(smi, "-c");
    Process measuring = nvidia(smi, "-i", "100");
    List<String> lines = measuring.inputReader(StandardCharsets.UTF_8).lines().limit(6).toList();
    measuring.descendants().forEach(ProcessHandle::destroyForcibly);
    measuring.destroyForcibly();

    // then: power × time since the line before, the first of each has none
    assertThat(check.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(check.exitValue()).isZero();
    long[] time = new long[6];
    for (int i = 0; i < 6; i++) {
      String[] words = lines.get(i).split(" ", -1);
      time[i] = Long.parseLong(words[0]);
      assertThat(words[2]).isEqualTo("GPU-" + i % 2);
      if (i >= 2) {
        double watts = i % 2 == 0 ? 35.12 : 250;
        double microjoules = watts * (time[i] - time[i - 2]);
        assertThat(Double.parseDouble(words[1]))
            .isCloseTo(microjoules, org.assertj.core.data.Offset.offset(1.0));
      }
    }
  }

  @Test
  void the_example_for_nvidia_refuses_a_card_that_does_not_tell_its_power() throws Exception {
    // given
    Path smi = program("#!/bin/sh\nprintf 'index, power.draw [W]\\n0, 35.12 W\\n1, [N/A]\\n'\n");

    // when
    Process check = nvidia(smi, "-c");
    String said = new String(check.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    // then
    assertThat(said).isEqualTo("GPU 1 does not tell its power but '[N/A]'\n");
    assertThat(check.waitFor()).isEqualTo(1);
  }

  private ProviderRun start(ProviderSettings provider) throws ProviderException, IOException {
    return ProviderRun.start(List.of(provider), directory, PROC, RunClock.system());
  }

  private static Process nvidia(Path smi, String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of("../examples/providers/nvidia-smi.sh").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("NVIDIA_SMI", smi.toString());
    return builder.start();
  }

  private Path program(String text) throws IOException {
    Path file = directory.resolve("nvidia-smi");
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  /** A killed process may take a moment to go; each of these would run for longer than that. */
  private void awaitNoneOf(String part) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(running(part)).isEmpty());
  }

  private List<String> running(String part) {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(part))
        .filter(line -> line.contains(directory.toString()) || line.contains("sleep"))
        .toList();
  }
}
