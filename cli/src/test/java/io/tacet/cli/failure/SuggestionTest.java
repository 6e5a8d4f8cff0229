package io.tacet.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionTest {

  private static final List<String> VERBS =
      List.of("submit", "jobs", "job", "logs", "cancel", "machines", "machine");

  @Test
  void findsWhatWasMistyped() {
    // when / then
    assertThat(Suggestion.of("jbos", VERBS)).containsExactly("jobs");
    assertThat(Suggestion.of("sumbit", VERBS)).containsExactly("submit");
    assertThat(Suggestion.of("machin", VERBS)).containsExactly("machine", "machines");
  }

  @Test
  void findsWhatWasOnlyBegun() {
    // when / then
    assertThat(Suggestion.of("can", VERBS)).containsExactly("cancel");
  }

  @Test
  void suggestsNothingForSomethingElse() {
    // when / then
    assertThat(Suggestion.of("frobnicate", VERBS)).isEmpty();
  }
}
