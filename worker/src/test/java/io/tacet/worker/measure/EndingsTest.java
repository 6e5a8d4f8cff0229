package io.tacet.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.JobOrder;
import io.tacet.schema.LogStream;
import io.tacet.schema.PhaseOutcome;
import io.tacet.worker.SmallDisk;
import io.tacet.worker.process.ProcessSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How jobs of real processes end that do not end well. */
class EndingsTest {

  @TempDir Path directory;

  @Test
  void an_exit_code_that_is_not_allowed_fails_the_job_and_is_told() throws Exception {
    // when
    Measurement measurement = measure(Jobs.command("sh", "-c", "exit 7"));

    // then
    assertThat(measurement.ending())
        .isEqualTo(new Ending.Failed("phase RUNTIME: command \"sh\" ended with exit code 7"));
    assertThat(only(measurement).getExitCode()).isEqualTo(7);
    assertThat(only(measurement).getSignal()).isNull();
  }

  @Test
  void a_signal_that_ends_a_command_is_told_with_its_number() throws Exception {
    // when
    Measurement measurement = measure(Jobs.command("sh", "-c", "kill -SEGV $$"));

    // then
    assertThat(measurement.ending())
        .isEqualTo(
            new Ending.Failed("phase RUNTIME: command \"sh\" was ended by signal 11 (SIGSEGV)"));
    assertThat(only(measurement).getExitCode()).isNull();
    assertThat(only(measurement).getSignal()).isEqualTo(11);
  }

  @Test
  void an_exit_code_of_128_and_more_is_no_signal() throws Exception {
    // when
    Measurement measurement = measure(Jobs.command("sh", "-c", "exit 139"));

    // then
    assertThat(only(measurement).getExitCode()).isEqualTo(139);
    assertThat(only(measurement).getSignal()).isNull();
  }

  @Test
  void a_phase_that_takes_longer_than_its_timeout_is_ended_and_its_cpu_time_counted()
      throws Exception {
    // given: it ignores the request to end, unless it has no time to begin
    JobOrder order =
        Jobs.scenario(
            """
            phases:
              - name: RUNTIME
                timeout: 3s
                commands:
                  - "sh -c 'trap : TERM; for i in $(seq 50000); do :; done; while :; do sleep 0.1; done'"
            """);

    // when
    Measurement measurement = measure(order);

    // then
    assertThat(measurement.ending())
        .isEqualTo(new Ending.Failed("phase RUNTIME: not done within its timeout of 3s"));
    PhaseOutcome phase = only(measurement);
    assertThat(phase.getSignal()).isEqualTo(9);
    assertThat(phase.getDurationMicros()).isBetween(3_000_000L, 60_000_000L);
    assertThat(measurement.cpuTime().getSource()).isNotEqualTo(CpuTimeSource.UNKNOWN);
    assertThat(Busy.used(measurement)).isPositive();
  }

  @Test
  void a_job_over_its_time_limit_is_ended() throws Exception {
    // given
    JobOrder order = Jobs.command("sleep", "300");
    order.setTimeLimitMicros(300_000);

    // when, then
    assertThat(measure(order).ending())
        .isEqualTo(new Ending.Failed("phase RUNTIME: the job's time limit is over"));
  }

  @Test
  void a_stop_from_another_thread_ends_what_runs() throws Exception {
    // given
    MeasuringJobRunner runner = Jobs.runner();
    PreparedJob job =
        runner.prepare(
            Jobs.command("sh", "-c", "echo $$ > \"$0\"; sleep 300", pid().toString()), run());
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Measurement> measuring = other.submit(() -> runner.measure(job, Jobs.OPEN));
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> Files.exists(pid()) && Files.size(pid()) > 0);

      // when
      runner.stop();

      // then
      assertThat(measuring.get().ending())
          .isEqualTo(new Ending.Interrupted("the worker was stopped"));
      assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid()).strip()))).isEmpty();
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void of_a_flood_of_output_head_and_tail_are_kept_and_how_much_is_missing() throws Exception {
    // given: some 40 MB
    JobOrder order =
        Jobs.command("sh", "-c", "echo first; yes 12345678 | head -c 40000000; echo; echo last");

    // when
    Measurement measurement = measure(order);

    // then
    assertThat(measurement.ending()).isEqualTo(new Ending.Finished());
    List<OutputPiece> pieces =
        measurement.output().stream().filter(p -> p.stream() == LogStream.STDOUT).toList();
    assertThat(pieces).hasSize(2);
    assertThat(text(pieces.get(0))).startsWith("first\n1234");
    assertThat(text(pieces.get(1))).endsWith("last\n");
    long kept = (long) pieces.get(0).content().length + pieces.get(1).content().length;
    assertThat(kept).isEqualTo(1000);
    assertThat(pieces.get(1).omittedBytesBefore()).isEqualTo(40_000_012 - kept);
  }

  @Test
  void a_job_that_fills_the_disk_is_told_so_and_keeps_its_figures() throws Exception {
    Files.createDirectories(run());
    Optional<SmallDisk> disk = SmallDisk.mount(run(), 8);
    assumeThat(disk).as("a small file system to fill").isPresent();
    try (SmallDisk full = disk.get()) {
      // when
      Measurement measurement =
          Jobs.measure(Jobs.runner(), Jobs.command("sh", "-c", "yes; sleep 300"), full.directory());

      // then
      assertThat(measurement.ending())
          .isInstanceOfSatisfying(
              Ending.Failed.class,
              failed ->
                  assertThat(failed.message())
                      .startsWith("phase RUNTIME: the file system of the job's directory has only")
                      .contains("tacet.worker.measure.disk-reserve"));
      assertThat(only(measurement).getDurationMicros()).isLessThan(55_000_000);
      assertThat(text(measurement.output().get(0))).startsWith("y\ny\n");
    }
  }

  @Test
  void on_a_disk_that_is_full_already_no_job_begins_and_it_is_not_the_jobs_fault()
      throws Exception {
    // given
    MeasureSettings settings = Jobs.settings(Optional.empty(), Optional.empty());
    MeasuringJobRunner runner =
        Jobs.runner(
            new MeasureSettings(
                settings.kind(),
                settings.processes(),
                settings.sensors(),
                settings.providers(),
                settings.socketTimeout(),
                settings.logLimit(),
                Long.MAX_VALUE,
                settings.budget()));

    // when
    Measurement measurement = Jobs.measure(runner, Jobs.command("true"), run());

    // then
    assertThat(measurement.ending())
        .isInstanceOfSatisfying(
            Ending.Interrupted.class,
            interrupted -> assertThat(interrupted.message()).startsWith("not begun: the file"));
    assertThat(measurement.phases()).isEmpty();
  }

  @Test
  void a_file_larger_than_the_limit_ends_its_writer() throws Exception {
    // given
    MeasureSettings settings = Jobs.settings(Optional.empty(), Optional.empty());
    ProcessSettings processes = settings.processes();
    MeasuringJobRunner runner =
        Jobs.runner(
            new MeasureSettings(
                settings.kind(),
                new ProcessSettings(
                    processes.proc(),
                    processes.sys(),
                    processes.cgroups(),
                    processes.user(),
                    processes.grace(),
                    OptionalLong.of(1_000_000)),
                settings.sensors(),
                settings.providers(),
                settings.socketTimeout(),
                settings.logLimit(),
                settings.diskReserve(),
                settings.budget()));

    // when
    Measurement measurement = Jobs.measure(runner, Jobs.command("yes"), run());

    // then: to the next block of 512 bytes
    assertThat(measurement.ending())
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed ->
                assertThat(failed.message())
                    .contains("signal 25 (SIGXFSZ)")
                    .contains("tacet.worker.measure.file-limit"));
    assertThat(Files.size(run().resolve("output/RUNTIME-1-stdout"))).isEqualTo(1_000_448);
  }

  @Test
  void a_worker_with_an_open_socket_measures_nothing_and_names_it() throws Exception {
    // given
    Path ran = directory.resolve("ran");
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

      // when
      Measurement measurement = measure(Jobs.command("touch", ran.toString()));

      // then
      assertThat(measurement.ending())
          .isEqualTo(
              new Ending.Interrupted(
                  "the worker did not become silent: after 2000 ms it still had tcp6 port "
                      + open.getLocalPort()
                      + " to port 0 LISTEN"));
      assertThat(ran).doesNotExist();
      assertThat(measurement.silences()).isEmpty();
    }
  }

  @Test
  void a_connection_that_only_waits_for_its_time_keeps_nobody_from_measuring() throws Exception {
    // given: this side closed first, so TIME_WAIT is on it
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
      Socket accepted = server.accept();
      client.close();
      accepted.close();
    }

    // when
    Measurement measurement = measure(Jobs.command("true"));

    // then
    assertThat(measurement.ending()).isEqualTo(new Ending.Finished());
    assertThat(measurement.silences())
        .singleElement()
        .satisfies(silence -> assertThat(silence.getWorkerSockets()).isZero());
  }

  private Path run() {
    return directory.resolve("run");
  }

  private Path pid() {
    return directory.resolve("pid");
  }

  private Measurement measure(JobOrder order) throws Exception {
    return Jobs.measure(Jobs.runner(), order, run());
  }

  private static PhaseOutcome only(Measurement measurement) {
    assertThat(measurement.phases()).hasSize(1);
    return measurement.phases().get(0);
  }

  private static String text(OutputPiece piece) {
    return new String(piece.content(), StandardCharsets.UTF_8);
  }
}
