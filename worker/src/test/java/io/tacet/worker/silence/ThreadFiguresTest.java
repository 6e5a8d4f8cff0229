package io.tacet.worker.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadFiguresTest {

  @TempDir private Path root;

  private SelfTree tree;

  @BeforeEach
  void plantTree() throws IOException {
    tree = new SelfTree(root);
  }

  @Test
  void cpu_time_in_microseconds_and_both_kinds_of_switches_are_added_over_threads()
      throws IOException {
    // given: CPU time beyond 2^32 ns
    tree.thread(1, 5_000_000_000L, 10, 1).thread(2, 1_000_000, 20, 2);
    ThreadFigures before = ThreadFigures.read(root);

    // when
    tree.thread(1, 5_001_500_000L, 13, 2).thread(2, 1_499_999, 20, 4);
    ThreadFigures after = ThreadFigures.read(root);

    // then: 1500000 ns and 499999 ns; 3 + 1 and 0 + 2
    assertThat(after.cpuMicrosSince(before)).isEqualTo(1_999);
    assertThat(after.switchesSince(before)).isEqualTo(6);
    assertThat(after.hasAllOf(before)).isTrue();
  }

  @Test
  void a_thread_that_came_counts_from_nought() throws IOException {
    // given
    tree.thread(1, 1000, 1, 1);
    ThreadFigures before = ThreadFigures.read(root);

    // when
    tree.thread(2, 7_000_000, 3, 4);
    ThreadFigures after = ThreadFigures.read(root);

    // then
    assertThat(after.cpuMicrosSince(before)).isEqualTo(7_000);
    assertThat(after.switchesSince(before)).isEqualTo(7);
    assertThat(after.hasAllOf(before)).isTrue();
  }

  @Test
  void a_thread_that_went_is_missed_and_takes_nothing_from_the_others() throws IOException {
    // given
    tree.thread(1, 0, 0, 0).thread(2, 9_000_000_000L, 1000, 1000);
    ThreadFigures before = ThreadFigures.read(root);

    // when
    tree.endThread(2).thread(1, 4_000_000, 5, 0);
    ThreadFigures after = ThreadFigures.read(root);

    // then
    assertThat(after.cpuMicrosSince(before)).isEqualTo(4_000);
    assertThat(after.switchesSince(before)).isEqualTo(5);
    assertThat(after.hasAllOf(before)).isFalse();
  }

  @Test
  void another_thread_of_the_same_number_counts_from_nought() throws IOException {
    // given: the kernel gives numbers again
    tree.thread(1, 9_000_000_000L, 1000, 1000);
    ThreadFigures before = ThreadFigures.read(root);

    // when
    tree.thread(1, 3_000_000, 2, 1);

    // then
    assertThat(ThreadFigures.read(root).cpuMicrosSince(before)).isEqualTo(3_000);
    assertThat(ThreadFigures.read(root).switchesSince(before)).isEqualTo(3);
  }

  @Test
  void a_kernel_that_tells_no_schedstat_is_an_error_that_names_it() throws IOException {
    // given
    tree.thread(1, 0, 0, 0);
    Files.delete(root.resolve("self/task/1/schedstat"));

    // when, then
    assertThatThrownBy(() -> ThreadFigures.read(root))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("schedstat");
  }

  @Test
  void of_this_process_it_knows_every_thread() throws IOException {
    // given
    ThreadFigures before = ThreadFigures.read(Path.of("/proc"));

    // when, then: reading alone takes time, which the kernel books at its next tick
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () -> {
              ThreadFigures after = ThreadFigures.read(Path.of("/proc"));
              assertThat(after.cpuMicrosSince(before)).isPositive();
              assertThat(after.switchesSince(before)).isNotNegative();
            });
  }
}
