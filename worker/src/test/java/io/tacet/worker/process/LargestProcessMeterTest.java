package io.tacet.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tacet.schema.PeakMemory;
import io.tacet.worker.hwmon.SysTree;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command 5 with a child 6, whose second thread has a child 7. */
class LargestProcessMeterTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int LOOKS = 200;
  private static final int ROUNDS = 20;

  @TempDir Path root;
  private SysTree tree = SysTree.empty(Path.of("unset"));
  private final List<StartedProcess> commands =
      new ArrayList<>(List.of(new StartedProcess(5, 300)));
  private long nanos;
  private LargestProcessMeter meter =
      new LargestProcessMeter(Path.of("unset"), commands::forEach, () -> nanos);

  @BeforeEach
  void processes() throws IOException {
    tree =
        SysTree.empty(root)
            .write("proc/5/stat", "5 (sh) S 1 5 5 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 300 1 1")
            .write("proc/5/status", status(100, 1))
            .write("proc/5/task/5/children", "6 ")
            .write("proc/6/status", status(200, 2))
            .write("proc/6/task/6/children", "")
            .write("proc/6/task/61/children", "7 ")
            .write("proc/7/status", status(300, 1))
            .write("proc/7/task/7/children", "");
    meter =
        new LargestProcessMeter(
            tree.proc(),
            taker -> {
              for (int i = 0; i < commands.size(); i++) {
                taker.accept(commands.get(i));
              }
            },
            () -> nanos);
    meter.begin();
  }

  @AfterEach
  void close() {
    meter.close();
  }

  @Test
  void the_largest_of_all_below_the_command_counts() {
    assertThat(meter.peak()).map(PeakMemory::getBytes).hasValue(300 * 1024L);
  }

  @Test
  void what_was_seen_of_a_process_stays_when_it_has_gone() throws IOException {
    // given
    nanos = MINUTE;
    meter.look();

    // when
    tree.write("proc/6/task/61/children", "").remove("proc/7/status");
    commands.clear();

    // then
    assertThat(meter.peak()).map(PeakMemory::getBytes).hasValue(300 * 1024L);
  }

  @Test
  void a_child_of_a_new_thread_is_found() throws IOException {
    // given
    nanos = MINUTE;
    meter.look();

    // when
    tree.write("proc/5/status", status(100, 2))
        .write("proc/5/task/51/children", "8 ")
        .write("proc/8/status", status(900, 1))
        .write("proc/8/task/8/children", "");

    // then
    assertThat(meter.peak()).map(PeakMemory::getBytes).hasValue(900 * 1024L);
  }

  @Test
  void a_command_whose_number_is_another_s_now_is_none() throws IOException {
    // given
    tree.write("proc/5/stat", "5 (sh) S 1 5 5 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 999 1 1");

    // when, then
    assertThat(meter.peak()).isEmpty();
  }

  @Test
  void a_warm_up_is_forgotten() {
    // given
    commands.clear();

    // when
    meter.warmUp();

    // then
    assertThat(meter.peak()).isEmpty();
  }

  @Test
  void while_nothing_is_started_a_look_allocates_nothing() {
    // given
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    // when: the quietest of several rounds, the compiler allocates too
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < LOOKS; i++) {
        nanos += MINUTE;
        meter.look();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }

    // then
    assertThat(least).isZero();
    assertThat(meter.peak()).isPresent();
  }

  private static String status(int kibibytes, int threads) {
    return "Name:\tx\nVmPeak:\t 9999 kB\nVmHWM:\t     %d kB\nThreads:\t%d\n"
        .formatted(kibibytes, threads);
  }
}
