package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.scenario.WordSplitter.Dollar;
import io.tacet.scenario.WordSplitter.NotACommandException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordSplitterTest {

  static Stream<Arguments> linesAndTheirWords() {
    return Stream.of(
        Arguments.of("gzip -k data", List.of("gzip", "-k", "data")),
        Arguments.of("  gzip \t -k\n\tdata\r\n", List.of("gzip", "-k", "data")),
        Arguments.of("echo 'a b'  \"c d\"", List.of("echo", "a b", "c d")),
        Arguments.of("echo '' \"\"", List.of("echo", "", "")),
        Arguments.of("echo a'b c'\"d e\"f", List.of("echo", "ab cd ef")),
        Arguments.of("echo 'it'\\''s'", List.of("echo", "it's")),
        Arguments.of("echo a\\ b \\\\ \\'", List.of("echo", "a b", "\\", "'")),
        Arguments.of("echo '\\n \\\\ $HOME \"'", List.of("echo", "\\n \\\\ $HOME \"")),
        Arguments.of("echo \"\\$ \\` \\\" \\\\ \\n '\"", List.of("echo", "$ ` \" \\ \\n '")),
        Arguments.of("echo one\\\ntwo \"three\\\nfour\"", List.of("echo", "onetwo", "threefour")),
        Arguments.of("echo 'two\nlines'", List.of("echo", "two\nlines")),
        Arguments.of("größe 測定 '🎵 tacet'", List.of("größe", "測定", "🎵 tacet")),
        Arguments.of("echo a\u00a0b", List.of("echo", "a\u00a0b")),
        Arguments.of(
            "echo * ? [a] ~ $HOME {a,b} #c !x", // nothing of it is expanded
            List.of("echo", "*", "?", "[a]", "~", "$HOME", "{a,b}", "#c", "!x")));
  }

  @ParameterizedTest
  @MethodSource("linesAndTheirWords")
  void a_line_is_split_as_a_shell_would_and_nothing_in_it_is_expanded(
      String line, List<String> words) throws NotACommandException {
    assertThat(WordSplitter.split(line, Dollar.STAYS)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true; rm -rf x",
        "ls | wc",
        "sleep 9 &",
        "make && make test",
        "cat < in",
        "cat > out",
        "(ls)",
        "ls)",
        "echo `id`",
        "echo $(id)"
      })
  void an_operator_of_the_shell_is_refused_and_the_way_to_a_shell_is_told(String line) {
    assertThatThrownBy(() -> WordSplitter.split(line, Dollar.STAYS))
        .isInstanceOf(NotACommandException.class)
        .hasMessageContaining("has no meaning without a shell: quote it, or write [sh, -c,");
  }

  @Test
  void operators_that_are_quoted_are_text() throws NotACommandException {
    assertThat(
            WordSplitter.split("echo ';|&' \"<>()\" \\; \\$\\(id\\) '$(id)' '`id`'", Dollar.STAYS))
        .containsExactly("echo", ";|&", "<>()", ";", "$(id)", "$(id)", "`id`");
  }

  @Test
  void a_quote_that_is_not_closed_is_told_with_its_place_in_the_command() {
    assertThatThrownBy(() -> WordSplitter.split("echo 'a b", Dollar.STAYS))
        .hasMessage("the single quote at character 6 of the command is not closed");
    assertThatThrownBy(() -> WordSplitter.split("echo 'a' b\"c\\\"", Dollar.STAYS))
        .hasMessage("the double quote at character 11 of the command is not closed");
  }

  @Test
  void a_backslash_at_the_end_quotes_nothing() {
    assertThatThrownBy(() -> WordSplitter.split("echo a\\", Dollar.STAYS))
        .hasMessage("a backslash at the end quotes nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \t\r\n ", "\\\n"})
  void a_line_without_words_is_no_command(String line) {
    assertThatThrownBy(() -> WordSplitter.split(line, Dollar.STAYS))
        .hasMessage("a command needs at least one word");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"echo $HOME", "echo \"$HOME\"", "echo \"`date`\"", "echo `date`", "a | b"})
  void at_a_prompt_what_a_shell_would_expand_is_refused_too(String line) {
    assertThatThrownBy(() -> WordSplitter.split(line, Dollar.REFUSED))
        .isInstanceOf(NotACommandException.class)
        .hasMessageContaining("has no meaning without a shell: quote it, or run one: -- sh -c");
  }

  @Test
  void at_a_prompt_a_quoted_dollar_is_text() throws NotACommandException {
    assertThat(WordSplitter.split("echo '$HOME' \\$HOME \"\\$HOME\"", Dollar.REFUSED))
        .containsExactly("echo", "$HOME", "$HOME", "$HOME");
  }
}
