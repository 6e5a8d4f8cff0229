package io.tacet.notifier.preference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTokenTest {

  private static final byte[] KEY = "a key of at least thirty-two bytes".getBytes(UTF_8);

  @Test
  void itNamesTheUserItWasMadeFor() {
    String token = PreferenceToken.of("ada", KEY);
    assertThat(PreferenceToken.user(token, KEY)).contains("ada");
    assertThat(token).matches("[A-Za-z0-9._-]+");
  }

  @Test
  void anotherKeyOrAnotherUserMakesItWorthless() {
    String token = PreferenceToken.of("ada", KEY);
    String other = PreferenceToken.of("bob", KEY);
    String mixed = other.substring(0, other.indexOf('.')) + token.substring(token.indexOf('.'));
    assertThat(PreferenceToken.user(token, "another key".getBytes(UTF_8))).isEmpty();
    assertThat(PreferenceToken.user(mixed, KEY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "YWRh", "YWRh.", "YWRh.AAAA", "ä.ö", "YWRh.!!!"})
  void whatNobodySignedIsNobodys(String token) {
    assertThat(PreferenceToken.user(token, KEY)).isEmpty();
  }
}
