package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tacet.scenario.WordSplitter.NotACommandException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordSplitterTest {

  static Stream<Arguments> lines() {
    return Stream.of(
        arguments("gzip -9 file", List.of("gzip", "-9", "file")),
        arguments("  a\tb\n c\r\n", List.of("a", "b", "c")),
        arguments("'a b' \"c d\"", List.of("a b", "c d")),
        arguments("a'b'\"c\"d", List.of("abcd")),
        arguments("a '' \"\" b", List.of("a", "", "", "b")),
        arguments("a\\ b", List.of("a b")),
        arguments("a\\'b", List.of("a'b")),
        arguments("'a\\b'", List.of("a\\b")),
        arguments("\"a\\\"b\\\\c\\nd\"", List.of("a\"b\\c\\nd")),
        arguments("\"\\$HOME \\`x\"", List.of("$HOME `x")),
        arguments("a\\\nb", List.of("ab")),
        arguments("'|' ';' \"&\" \\>", List.of("|", ";", "&", ">")),
        arguments("echo $HOME ~ *.c [a-z] a=b #c !", words("echo $HOME ~ *.c [a-z] a=b #c !")),
        arguments("grüße 🎻", List.of("grüße", "🎻")));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void words_are_split_as_a_shell_splits_them(String line, List<String> words)
      throws NotACommandException {
    assertThat(WordSplitter.split(line)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a; rm -rf /",
        "a | b",
        "a && b",
        "a & b",
        "a > f",
        "a < f",
        "a $(b)",
        "a `b`",
        "(a)"
      })
  void an_operator_is_refused_for_its_writer_expects_a_shell(String line) {
    assertThatThrownBy(() -> WordSplitter.split(line))
        .isInstanceOf(NotACommandException.class)
        .hasMessageEndingWith(
            "has no meaning without a shell: quote it, or write [sh, -c, \"...\"]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      textBlock =
          """
          a 'b,    a single quote is not closed
          a "b,    a double quote is not closed
          a "b\\,  a double quote is not closed
          a \\,    a backslash at the end quotes nothing
          ~ ~,     a command needs at least one word
          ~~,      a command needs at least one word
          """)
  void a_line_that_is_no_command_is_refused(String line, String message) {
    assertThatThrownBy(() -> WordSplitter.split(line))
        .isInstanceOf(NotACommandException.class)
        .hasMessage(message);
  }

  private static List<String> words(String line) {
    return List.of(line.split(" ", -1));
  }
}
