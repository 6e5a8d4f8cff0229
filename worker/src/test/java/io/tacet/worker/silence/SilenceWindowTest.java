package io.tacet.worker.silence;

import static io.tacet.worker.silence.SelfTree.packets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.schema.MachineKind;
import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Verdict;
import io.tacet.worker.process.CpuMicros;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sampling.SetClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SilenceWindowTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Instant WALL = Instant.parse("2026-03-01T12:00:00Z");
  private static final SilenceBudget BUDGET = new SilenceBudget(0.02, 0.02, 200, 0.01, 100);

  @TempDir private Path root;

  private final SetClock clock = new SetClock(Long.MAX_VALUE - SECOND, WALL);
  private SelfTree tree;

  @BeforeEach
  void plantTree() throws IOException {
    tree = new SelfTree(root).thread(1, 0, 0, 0).machine(1000, packets("lo", 0, 0));
  }

  @Test
  void everything_is_what_was_added_since_the_start() throws IOException {
    // given: something of everything before
    tree.thread(1, 5 * SECOND, 1000, 500).ticks(400, 100);
    tree.machine(100_000, packets("lo", 70, 70) + packets("eth0", 1000, 0));
    SilenceWindow window = begin(new CpuMicros(3_000_000, 1_000_000));

    // when: 10 s, 900 ticks busy, 8.6 s of them the job's and 0.1 s the worker's
    clock.advance(10 * SECOND);
    tree.thread(1, 5 * SECOND + SECOND / 10, 1100, 502).ticks(405, 105);
    tree.machine(100_900, packets("lo", 70, 70) + packets("eth0", 1003, 4));
    SilenceRecord seen = end(window, new CpuMicros(9_600_000, 3_000_000), MachineKind.BENCHMARKING);

    // then: 9000000 − 8600000 − 100000 µs
    assertThat(seen.getRepeat()).isEqualTo(3);
    assertThat(seen.getStartedAt()).isEqualTo(WALL);
    assertThat(seen.getDurationMicros()).isEqualTo(10_000_000);
    assertThat(seen.getWorkerSockets()).isZero();
    assertThat(seen.getWorkerCpuMicros()).isEqualTo(100_000);
    assertThat(seen.getWorkerContextSwitches()).isEqualTo(102);
    assertThat(seen.getForeignCpuMicros()).isEqualTo(300_000);
    assertThat(seen.getForeignPackets()).isEqualTo(7);
    assertThat(seen.getMissedDeadlines()).isZero();
    assertThat(seen.getVerdict()).isEqualTo(Verdict.DISTURBED);
    assertThat(seen.getReasons())
        .containsExactly("Other processes used 2.8 % of one CPU; 2.0 % are allowed.");
  }

  @Test
  void nothing_seen_is_clean() throws IOException {
    // given
    SilenceWindow window = begin(CpuMicros.ZERO);

    // when
    clock.advance(10 * SECOND);
    SilenceRecord seen = end(window, CpuMicros.ZERO, MachineKind.BENCHMARKING);

    // then
    assertThat(seen.getVerdict()).isEqualTo(Verdict.CLEAN);
    assertThat(seen.getReasons()).isEmpty();
  }

  @Test
  void foreign_time_is_never_negative_though_ticks_are_coarser_than_the_rest() throws IOException {
    // given
    SilenceWindow window = begin(CpuMicros.ZERO);

    // when: 10 ms by the machine's ticks, 14 ms by the job's and 3 ms by the worker's finer clocks
    clock.advance(SECOND);
    tree.machine(1001, packets("lo", 0, 0)).thread(1, 3_000_000, 0, 0);
    SilenceRecord seen = end(window, new CpuMicros(10_000, 4_000), MachineKind.BENCHMARKING);

    // then
    assertThat(seen.getForeignCpuMicros()).isZero();
    assertThat(seen.getVerdict()).isEqualTo(Verdict.CLEAN);
  }

  @Test
  void a_socket_at_the_start_is_recorded_though_it_has_gone_at_the_end() throws IOException {
    // given
    tree.descriptor(7, "socket:[101]");
    SilenceWindow window = begin(CpuMicros.ZERO);

    // when
    tree.close(7);
    SilenceRecord seen = end(window, CpuMicros.ZERO, MachineKind.BENCHMARKING);

    // then
    assertThat(seen.getWorkerSockets()).isEqualTo(1);
    assertThat(seen.getVerdict()).isEqualTo(Verdict.DISTURBED);
    assertThat(seen.getReasons()).containsExactly("The worker held 1 sockets; it must hold none.");
  }

  @Test
  void a_socket_at_the_end_is_recorded() throws IOException {
    // given
    SilenceWindow window = begin(CpuMicros.ZERO);

    // when
    tree.descriptor(7, "socket:[101]").descriptor(8, "socket:[102]");
    SilenceRecord seen = end(window, CpuMicros.ZERO, MachineKind.BENCHMARKING);

    // then
    assertThat(seen.getWorkerSockets()).isEqualTo(2);
    assertThat(seen.getVerdict()).isEqualTo(Verdict.DISTURBED);
  }

  @Test
  void missed_deadlines_are_weighed_against_all() throws IOException {
    // given
    SilenceWindow window = begin(CpuMicros.ZERO);

    // when
    SilenceRecord seen =
        window.end(
            CpuMicros.ZERO, OptionalLong.empty(), 0, 1, 10, 1, BUDGET, MachineKind.PROFILING);

    // then
    assertThat(seen.getMissedDeadlines()).isEqualTo(1);
    assertThat(seen.getReasons())
        .containsExactly("1 of 10 sampling deadlines were missed; 1.0 % may be.");
  }

  @ParameterizedTest
  @EnumSource(value = MachineKind.class, mode = EnumSource.Mode.EXCLUDE, names = "DEVELOPMENT")
  void every_kind_of_machine_but_one_is_judged(MachineKind kind) throws IOException {
    // given
    SilenceWindow window = begin(CpuMicros.ZERO);

    // when
    tree.descriptor(7, "socket:[101]");

    // then
    assertThat(end(window, CpuMicros.ZERO, kind).getVerdict()).isEqualTo(Verdict.DISTURBED);
  }

  @Test
  void a_development_machine_is_told_the_reasons_and_not_judged() throws IOException {
    // given
    SilenceWindow window = begin(CpuMicros.ZERO);

    // when
    tree.descriptor(7, "socket:[101]");
    SilenceRecord seen = end(window, CpuMicros.ZERO, MachineKind.DEVELOPMENT);

    // then
    assertThat(seen.getVerdict()).isEqualTo(Verdict.NOT_JUDGED);
    assertThat(seen.getReasons()).hasSize(1);
    assertThat(seen.getWorkerSockets()).isEqualTo(1);
  }

  @Test
  void a_thread_that_ended_took_its_time_with_it_so_the_process_is_asked() throws IOException {
    // given
    tree.thread(2, SECOND, 0, 0).ticks(100, 0);
    SilenceWindow window = begin(CpuMicros.ZERO);

    // when: it used 0.5 s more, of which 50 ticks the process still knows
    tree.endThread(2).ticks(140, 10);

    // then
    assertThat(end(window, CpuMicros.ZERO, MachineKind.BENCHMARKING).getWorkerCpuMicros())
        .isEqualTo(500_000);
  }

  @Test
  void a_thread_that_came_and_went_in_between_is_the_workers_too() throws IOException {
    // given
    SilenceWindow window = begin(CpuMicros.ZERO);

    // when: all the time is there in ticks, and in no thread
    tree.ticks(30, 20).machine(1050, packets("lo", 0, 0));
    SilenceRecord seen = end(window, CpuMicros.ZERO, MachineKind.BENCHMARKING);

    // then
    assertThat(seen.getWorkerCpuMicros()).isEqualTo(500_000);
    assertThat(seen.getForeignCpuMicros()).isZero();
  }

  @Test
  void ticks_that_are_only_rounded_do_not_replace_the_threads_finer_figure() throws IOException {
    // given
    SilenceWindow window = begin(CpuMicros.ZERO);

    // when: 1 ms, which user and system time may each show as a tick
    tree.thread(1, 1_000_000, 0, 0).ticks(1, 1);

    // then
    assertThat(end(window, CpuMicros.ZERO, MachineKind.BENCHMARKING).getWorkerCpuMicros())
        .isEqualTo(1_000);
  }

  @Test
  void time_of_a_real_thread_that_came_and_went_is_seen() throws Exception {
    // given
    Path proc = Path.of("/proc");
    SilenceWindow window =
        SilenceWindow.begin(proc, RunClock.system(), new SocketCensus(proc), CpuMicros.ZERO);

    // when: it uses 0.2 s by the kernel's own account of it
    Thread busy = new Thread(SilenceWindowTest::useCpuTime);
    busy.start();
    busy.join();
    SilenceRecord seen =
        window.end(
            CpuMicros.ZERO, OptionalLong.empty(), 0, 1, 1, 0, BUDGET, MachineKind.DEVELOPMENT);

    // then: but for two ticks of rounding
    assertThat(seen.getWorkerCpuMicros()).isGreaterThanOrEqualTo(180_000);
    assertThat(seen.getDurationMicros()).isPositive();
  }

  @Test
  void without_the_machines_figures_there_is_no_silence() throws IOException {
    // given
    Files.delete(root.resolve("net/dev"));

    // when, then
    assertThatThrownBy(() -> begin(CpuMicros.ZERO))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("net/dev");
  }

  private SilenceWindow begin(CpuMicros job) throws IOException {
    return SilenceWindow.begin(root, clock, new SocketCensus(root), job);
  }

  private static SilenceRecord end(SilenceWindow window, CpuMicros job, MachineKind kind)
      throws IOException {
    return window.end(job, OptionalLong.empty(), 0, 3, 100, 0, BUDGET, kind);
  }

  private static void useCpuTime() {
    var threads = ManagementFactory.getThreadMXBean();
    while (threads.getCurrentThreadCpuTime() < SECOND / 5) {
      Thread.onSpinWait();
    }
  }
}
