package io.tacet.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderNameTest {

  @Test
  void clientsAreNamedAfterIt() {
    assertThat(new ReaderName("notifier").clientId()).isEqualTo("tacet-notifier");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Notifier", "a b", "-a", "a.b"})
  void itIsSmallLettersAndHyphens(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ReaderName(value));
  }
}
