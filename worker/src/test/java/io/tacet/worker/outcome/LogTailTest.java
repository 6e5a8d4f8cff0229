package io.tacet.worker.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.LogStream;
import io.tacet.worker.measure.OutputPiece;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTailTest {

  @Test
  void it_is_the_end_of_all_pieces_within_the_limit() {
    // given
    List<OutputPiece> output = List.of(piece("x".repeat(10_000)), piece("the end"));

    // when
    String tail = LogTail.of(output);

    // then
    assertThat(tail).hasSize(LogTail.LIMIT).endsWith("xthe end");
  }

  @Test
  void what_steers_a_terminal_is_taken_out() {
    assertThat(
            LogTail.of(List.of(piece("\u001b[31mred\u001b[0m\u0007\r\n\ttab\u001b]0;title\u0007"))))
        .isEqualTo("red\n\ttab");
  }

  @Test
  void bytes_that_are_no_text_do_not_make_it_longer_than_the_limit() {
    // given
    byte[] binary = new byte[LogTail.LIMIT];
    java.util.Arrays.fill(binary, (byte) 0xFF);

    // when
    String tail = LogTail.of(List.of(new OutputPiece("R", 1, LogStream.STDOUT, binary, 0)));

    // then
    assertThat(String.valueOf(tail).getBytes(UTF_8).length)
        .isPositive()
        .isLessThanOrEqualTo(LogTail.LIMIT);
  }

  @Test
  void a_character_is_not_cut_in_two() {
    // given: two bytes each, and one byte in front
    String text = "a" + "é".repeat(LogTail.LIMIT / 2);

    // when, then
    assertThat(LogTail.of(List.of(piece(text + "b")))).doesNotContain("\uFFFD").endsWith("éb");
  }

  @Test
  void no_output_has_no_end() {
    assertThat(LogTail.of(List.of())).isNull();
  }

  @Test
  void the_begin_is_what_does_not_stand_in_the_end() {
    // given
    List<OutputPiece> output = List.of(piece("begin é"), piece("x".repeat(LogTail.LIMIT)));
    List<OutputPiece> much = List.of(piece("begin"), piece("x".repeat(1_000_000)));

    // when, then
    assertThat(LogTail.head(output)).isEqualTo("begin é");
    assertThat(LogTail.of(output)).doesNotContain("begin");
    assertThat(LogTail.head(much)).hasSize(LogTail.HEAD_LIMIT).startsWith("beginxx");
    assertThat(LogTail.head(List.of(piece("é" + "x".repeat(LogTail.LIMIT - 1))))).isNull();
    assertThat(LogTail.head(List.of(piece("all of it")))).isNull();
  }

  private static OutputPiece piece(String text) {
    return new OutputPiece("RUNTIME", 1, LogStream.STDOUT, text.getBytes(UTF_8), 0);
  }
}
