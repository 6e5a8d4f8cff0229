package io.tacet.cli.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandWordsTest {

  @ParameterizedTest
  @MethodSource("commands")
  void splitsAsAPosixShellDoes(String text, List<String> expected) {
    // when
    List<String> words = CommandWords.split(text);

    // then
    assertThat(words).isEqualTo(expected);
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of("gzip -9 -k big.tar", List.of("gzip", "-9", "-k", "big.tar")),
        Arguments.of("  a\tb\n c ", List.of("a", "b", "c")),
        Arguments.of("echo 'a  b' \"c d\"", List.of("echo", "a  b", "c d")),
        Arguments.of("echo a'b'\"c\"d", List.of("echo", "abcd")),
        Arguments.of("echo '' \"\"", List.of("echo", "", "")),
        Arguments.of("echo a\\ b \\'", List.of("echo", "a b", "'")),
        Arguments.of("echo \"a\\\"b\\\\c\\d\\$e\"", List.of("echo", "a\"b\\c\\d$e")),
        Arguments.of("echo 'a\\b|$c'", List.of("echo", "a\\b|$c")),
        Arguments.of("echo \\$HOME \\; '>' \"|\"", List.of("echo", "$HOME", ";", ">", "|")),
        Arguments.of("a \\\n b", List.of("a", "b")),
        Arguments.of("grüße 日本", List.of("grüße", "日本")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a | b", "a > b", "a; b", "a && b", "echo $HOME", "echo \"`date`\"", "(a)"})
  void refusesWhatOnlyAShellCouldDo(String text) {
    // when / then
    assertThatThrownBy(() -> CommandWords.split(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no shell")
        .hasMessageContaining("-- sh -c");
  }

  @Test
  void namesTheQuoteThatIsNotClosed() {
    // when / then
    assertThatThrownBy(() -> CommandWords.split("echo 'abc"))
        .hasMessage("the quote ' at character 6 is not closed.");
    assertThatThrownBy(() -> CommandWords.split("echo a\"bc"))
        .hasMessage("the quote \" at character 7 is not closed.");
  }

  @Test
  void refusesABackslashAtTheEnd() {
    // when / then
    assertThatThrownBy(() -> CommandWords.split("echo \\")).hasMessageContaining("character 6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n"})
  void refusesACommandWithoutAProgram(String text) {
    // when / then
    assertThatThrownBy(() -> CommandWords.split(text)).hasMessageContaining("no program");
  }

  @Test
  void readsBackWhatItHasQuoted() {
    // given
    List<String> words = List.of("sh", "-c", "a | b > 'c d'", "", "$x", "plain/path=1", "it's");

    // when
    String quoted = WordQuoting.join(words);

    // then
    assertThat(CommandWords.split(quoted)).isEqualTo(words);
    assertThat(quoted).startsWith("sh -c '").contains(" plain/path=1 ");
  }
}
