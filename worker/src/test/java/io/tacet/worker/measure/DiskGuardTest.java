package io.tacet.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskGuardTest {

  private static final int LOOKS = 1000;

  @TempDir private Path directory;

  @Test
  void looking_allocates_next_to_nothing_because_it_is_done_in_the_silence() throws IOException {
    // given
    DiskGuard guard = new DiskGuard(directory, 0, () -> 0);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < LOOKS; i++) {
      assertThat(guard.look()).isEmpty();
    }

    // when
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < LOOKS; i++) {
      if (guard.look().isPresent()) {
        throw new IllegalStateException("the disk is full");
      }
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    // then: finding the file system anew reads all mounts, some ten thousand bytes
    assertThat(allocated / LOOKS).isLessThan(500);
  }

  @Test
  void less_than_the_reserve_is_told_with_both_figures() throws IOException {
    // when, then
    assertThat(new DiskGuard(directory, Long.MAX_VALUE, () -> 0).look().orElseThrow())
        .contains("bytes left of the " + Long.MAX_VALUE)
        .contains("tacet.worker.measure.disk-reserve");
  }
}
