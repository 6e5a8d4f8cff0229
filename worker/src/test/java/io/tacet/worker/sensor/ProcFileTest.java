package io.tacet.worker.sensor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFileTest {

  @TempDir private Path directory;

  @Test
  void words_numbers_and_lines_are_passed_one_after_the_other() throws IOException {
    // given
    try (ProcFile file = open("sda \t 12  word 34\nnext 56\n", 100)) {
      // when
      file.refresh();

      // then
      assertThat(file.skip(bytes("sdb"))).isFalse();
      assertThat(file.skip(bytes("sda"))).isTrue();
      assertThat(file.number()).isEqualTo(12);
      file.skipWords(1);
      assertThat(file.number()).isEqualTo(34);
      file.nextLine();
      assertThat(file.skip(bytes("next"))).isTrue();
      assertThat(file.number()).isEqualTo(56);
      assertThat(file.atEnd()).isFalse();
      file.nextLine();
      assertThat(file.atEnd()).isTrue();
    }
  }

  @Test
  void words_and_numbers_do_not_reach_into_the_next_line() throws IOException {
    // given
    try (ProcFile file = open("1\n2 3\n", 100)) {
      file.refresh();
      long first = file.number();

      // when
      file.skipWords(5);
      long missing = file.number();

      // then
      assertThat(first).isEqualTo(1);
      assertThat(missing).isEqualTo(Sensor.MISSING);
    }
  }

  @Test
  void what_is_no_whole_number_is_missing() throws IOException {
    try (ProcFile file = open("-5", 10)) {
      file.refresh();
      assertThat(file.number()).isEqualTo(Sensor.MISSING);
    }
  }

  @Test
  void counters_beyond_63_bits_keep_their_differences() throws IOException {
    // given: the kernel's counters are unsigned, 2^64 − 1 is the greatest
    try (ProcFile file = open("18446744073709551615 5", 100)) {
      file.refresh();

      // when
      long before = file.number();
      long wrapped = file.number();

      // then
      assertThat(wrapped - before).isEqualTo(6);
    }
  }

  @Test
  void each_refresh_reads_what_the_file_says_now() throws IOException {
    // given
    try (ProcFile file = open("value 1234567\n", 100)) {
      file.refresh();

      // when
      Files.writeString(directory.resolve("file"), "value 8\n");
      file.refresh();

      // then
      assertThat(file.skip(bytes("value"))).isTrue();
      assertThat(file.number()).isEqualTo(8);
      file.nextLine();
      assertThat(file.atEnd()).isTrue();
    }
  }

  @Test
  void a_line_that_does_not_fit_is_left_out_and_not_cut_to_a_smaller_number() throws IOException {
    // given: 12 bytes hold the first line and half of the second's number
    try (ProcFile file = open("a 123\nb 123456\nc 7\n", 12)) {
      // when
      file.refresh();

      // then
      assertThat(file.skip(bytes("a"))).isTrue();
      assertThat(file.number()).isEqualTo(123);
      file.nextLine();
      assertThat(file.atEnd()).isTrue();
    }
  }

  @Test
  void a_first_line_longer_than_the_buffer_is_left_out_too() throws IOException {
    try (ProcFile file = open("cpu 123456789", 8)) {
      file.refresh();
      assertThat(file.atEnd()).isTrue();
    }
  }

  @Test
  void a_file_of_exactly_the_size_of_the_buffer_is_there_whole() throws IOException {
    // given
    try (ProcFile file = open("a 1\nb 2\n", 8)) {
      file.refresh();

      // when
      file.nextLine();

      // then
      assertThat(file.skip(bytes("b"))).isTrue();
      assertThat(file.number()).isEqualTo(2);
    }
  }

  @Test
  void an_empty_file_is_at_its_end() throws IOException {
    try (ProcFile file = open("", 8)) {
      file.refresh();
      assertThat(file.atEnd()).isTrue();
      assertThat(file.number()).isEqualTo(Sensor.MISSING);
    }
  }

  @Test
  void what_the_kernel_hands_out_a_page_at_a_time_is_read_to_its_end() throws IOException {
    // given: longer than a page, and the same at each reading
    Path symbols = Path.of("/proc/kallsyms");
    assumeThat(symbols).isReadable();
    List<String> expected;
    try (Stream<String> lines = Files.lines(symbols)) {
      expected = lines.limit(1000).map(line -> line.substring(0, line.indexOf(' '))).toList();
    }
    assumeThat(expected).hasSize(1000);

    // when
    List<String> seen = new ArrayList<>();
    try (ProcFile file = ProcFile.open(symbols, 100_000)) {
      file.refresh();
      for (String address : expected) {
        seen.add(file.skip(bytes(address + " ")) ? address : "?");
        file.nextLine();
      }
    }

    // then
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void a_missing_file_is_named_when_it_is_opened() {
    assertThatThrownBy(() -> ProcFile.open(directory.resolve("absent"), 8))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(directory.resolve("absent").toString());
  }

  @Test
  void a_closed_file_is_not_read() throws IOException {
    ProcFile file = open("1", 8);
    file.close();
    assertThatThrownBy(file::refresh).isInstanceOf(ClosedChannelException.class);
  }

  private ProcFile open(String text, int capacity) throws IOException {
    return ProcFile.open(Files.writeString(directory.resolve("file"), text), capacity);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
