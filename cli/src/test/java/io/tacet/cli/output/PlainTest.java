package io.tacet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainTest {

  @Test
  void keepsLinesAndTabsAndShowsOtherControlCharacters() {
    // when / then
    assertThat(Plain.text("a\tb\r\nc\u001b[31m\u009b\u0007é日")).isEqualTo("a\tb\nc·[31m··é日");
  }
}
