package io.tacet.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessStatTest {

  private static final String AFTER_NAME =
      " S 1 4241 4240 0 -1 4194560 812 3021 0 0 11 22 33 44 20 0 1 0 123456 8581120 1155"
          + " 18446744073709551615 1 1 0 0 0 0 65536 4 65538 1 0 0 17 1 0 0 0 0 0";

  @ParameterizedTest
  @ValueSource(strings = {"bash", "a b", "(sd-pam)", "x) R 9 9 9 (y", ""})
  void a_name_may_hold_blanks_and_parentheses(String name) {
    assertThat(ProcessStat.parse("4242 (" + name + ")" + AFTER_NAME))
        .hasValue(new ProcessStat(4242, 'S', 1, 4241, 4240, 11, 22, 33, 44, 123_456));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4242", "4242 (bash", "4242 (bash) S 1 2", ")("})
  void a_line_cut_short_is_no_process(String line) {
    assertThat(ProcessStat.parse(line)).isEmpty();
  }

  @Test
  void the_dead_are_not_alive() {
    assertThat(ProcessStat.parse("1 (a)" + AFTER_NAME).orElseThrow().alive()).isTrue();
    assertThat(ProcessStat.parse("1 (a)" + AFTER_NAME.replace(" S ", " Z ")).orElseThrow().alive())
        .isFalse();
  }
}
