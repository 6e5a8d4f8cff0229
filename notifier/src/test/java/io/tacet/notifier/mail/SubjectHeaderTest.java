package io.tacet.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectHeaderTest {

  @Test
  void asciiStaysAsItIs() {
    assertThat(SubjectHeader.of("Finished: compress on m1")).isEqualTo("Finished: compress on m1");
    assertThat(SubjectHeader.of("a\r\nBcc: b")).isEqualTo("a  Bcc: b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Größe 😀", "=?UTF-8?B?aGFja2Vk?=", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 x"})
  void otherTextIsCodedInWholeCharacters(String text) {
    String header = SubjectHeader.of(text);
    assertThat(header).matches("\\p{ASCII}+");
    assertThat(header.split(" ", -1)).allSatisfy(w -> assertThat(w).hasSizeLessThanOrEqualTo(75));
    assertThat(decoded(header)).isEqualTo(text);
  }

  @Test
  void itIsNeverLongerThanALineMayBe() {
    String header = SubjectHeader.of("漢".repeat(300));
    assertThat(header.length()).isLessThan(980);
    assertThat(decoded(header)).startsWith("漢漢").endsWith("漢…");
  }

  private static String decoded(String header) {
    return Arrays.stream(header.split(" ", -1))
        .map(word -> word.substring("=?UTF-8?B?".length(), word.length() - 2))
        .map(word -> new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }
}
