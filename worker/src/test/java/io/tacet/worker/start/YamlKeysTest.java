package io.tacet.worker.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YamlKeysTest {

  @Test
  void keys_have_lines_and_lists_the_line_of_their_name() {
    // when
    YamlKeys keys = YamlKeys.of("# one\na:\n  b: 1\n  c:\n    - x\n    - y\n  d:\n");

    // then
    assertThat(keys.lines())
        .containsOnly(
            java.util.Map.entry("a.b", 3),
            java.util.Map.entry("a.c", 4),
            java.util.Map.entry("a.d", 7));
    assertThat(keys.empty()).containsExactly("a.d");
    assertThat(keys.problems()).isEmpty();
  }

  @Test
  void a_key_that_is_there_twice_is_a_problem() {
    assertThat(YamlKeys.of("a:\n  b: 1\n  b: 2\n").problems())
        .containsExactly("line 3: a.b is there twice");
  }

  @Test
  void a_file_may_be_empty_but_not_a_list() {
    assertThat(YamlKeys.of("# nothing\n").problems()).isEmpty();
    assertThat(YamlKeys.of("- a\n").problems())
        .containsExactly("line 1: keys with values are wanted, such as tacet:");
  }
}
