package io.tacet.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.schema.MemorySource;
import io.tacet.schema.PeakMemory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupMemoryMeterTest {

  @TempDir Path cgroup;
  private Path peak;

  @BeforeEach
  void write() throws IOException {
    peak = Files.writeString(cgroup.resolve("memory.peak"), "8192\n");
  }

  @Test
  void a_kernel_that_lets_the_peak_begin_anew_is_asked_to_for_each_time() throws Exception {
    try (CgroupMemoryMeter meter = CgroupMemoryMeter.open(peak)) {
      // given: a file takes a write as Linux 6.12 does
      Files.writeString(peak, "8\n");
      meter.begin();
      assertThat(peak).hasContent("0");

      // when
      Files.writeString(peak, "4096\n");

      // then
      assertThat(meter.peak()).contains(new PeakMemory(4096L, MemorySource.CGROUP));
    }
  }

  @Test
  void a_peak_that_rose_is_that_of_the_time_in_which_it_rose() throws Exception {
    try (CgroupMemoryMeter meter = onAnOlderKernel()) {
      // given
      meter.begin();

      // when
      Files.writeString(peak, "62914560\n");

      // then
      assertThat(meter.peak()).contains(new PeakMemory(62_914_560L, MemorySource.CGROUP));
    }
  }

  @Test
  void a_peak_that_did_not_rise_is_an_upper_bound() throws Exception {
    try (CgroupMemoryMeter meter = onAnOlderKernel()) {
      // given
      meter.begin();

      // when, then
      assertThat(meter.peak()).contains(new PeakMemory(8192L, MemorySource.CGROUP_JOB));
    }
  }

  @Test
  void a_file_that_the_kernel_lets_nobody_write_is_that_of_an_older_one() throws Exception {
    // given: stands for memory.peak before Linux 6.12, and is always the same
    Path readOnly = Path.of("/proc/sys/kernel/ngroups_max");

    try (CgroupMemoryMeter meter = CgroupMemoryMeter.open(readOnly)) {
      // when
      meter.begin();

      // then
      assertThat(meter.peak()).contains(new PeakMemory(65_536L, MemorySource.CGROUP_JOB));
    }
  }

  @Test
  void a_file_without_a_number_is_an_error_that_names_it() throws Exception {
    // given
    Files.writeString(peak, "max\n");

    // when, then
    try (CgroupMemoryMeter meter = onAnOlderKernel()) {
      assertThatThrownBy(meter::begin)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("memory.peak")
          .hasMessageContaining("max");
    }
  }

  private CgroupMemoryMeter onAnOlderKernel() throws IOException {
    return new CgroupMemoryMeter(reading(), false);
  }

  private FileChannel reading() throws IOException {
    return FileChannel.open(peak, StandardOpenOption.READ);
  }
}
