package io.tacet.notifier.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void aLineHasNoControlCharactersAndNoLineEnds() {
    // when
    String line = PlainText.line(" a\r\nBcc: x\u0000\u001B[31mred\u001B[0m\tb\u2028c\u202Ed ");
    // then
    assertThat(line).isEqualTo("a Bcc: x red b c d");
  }

  @Test
  void aLongLineIsCutBetweenCharacters() {
    // when
    String line = PlainText.line("x".repeat(198) + "😀😀");
    // then
    assertThat(line).isEqualTo("x".repeat(198) + "…");
  }

  @Test
  void linesKeepTheirEndsAndTabs() {
    // when
    String lines = PlainText.lines("a\r\nb\rc\n\td\u0007");
    // then
    assertThat(lines).isEqualTo("a\nb\nc\n\td ");
  }

  @Test
  void nothingIsAnEmptyText() {
    // when
    String lines = PlainText.lines(null);
    // then
    assertThat(lines).isEmpty();
  }
}
