package io.tacet.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.scenario.WordSplitter;
import io.tacet.scenario.WordSplitter.Dollar;
import io.tacet.scenario.WordSplitter.NotACommandException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WordQuotingTest {

  @Test
  void whatIsQuotedIsReadBackAsItWas() throws NotACommandException {
    // given
    List<String> words = List.of("sh", "-c", "a | b > 'c d'", "", "$x", "plain/path=1", "it's");

    // when
    String quoted = WordQuoting.join(words);

    // then
    assertThat(WordSplitter.split(quoted, Dollar.REFUSED)).isEqualTo(words);
    assertThat(quoted).startsWith("sh -c '").contains(" plain/path=1 ");
  }
}
