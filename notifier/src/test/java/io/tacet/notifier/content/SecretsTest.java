package io.tacet.notifier.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fetch https://ada:hunter2@example.org/r.git     | fetch https://ada:•••@example.org/r.git
          https://ghs0123456789012345678901@example.org   | https://•••@example.org
          token ghp_0123456789abcdefghij                  | token •••
          AKIAIOSFODNN7EXAMPLE is the key                 | ••• is the key
          Authorization: Bearer abcdefghijklmnop.qr       | Authorization: Bearer •••
          DB_PASSWORD=hunter2 PORT=5                      | DB_PASSWORD=••• PORT=5
          mysql --password hunter2 -h db                  | mysql --password ••• -h db
          {"client_secret": "abc", "port": 5}             | {"client_secret": •••, "port": 5}
          aws_secret_access_key = abc/def                 | aws_secret_access_key = •••
          eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln    | •••
          -----BEGIN RSA PRIVATE KEY----- MIIE...         | -----BEGIN RSA PRIVATE KEY----- •••
          """)
  void whatLooksLikeASecretIsMasked(String text, String masked) {
    assertThat(Secrets.mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "syntax error, unexpected token: ';'",
        "https://example.org/path?x=1&y=2",
        "git@example.org:group/repository.git",
        "12.5 s, 3 tokens per second",
        "the password is wrong",
        "RUNTIME ended with exit code 3"
      })
  void whatIsNoneStays(String text) {
    assertThat(Secrets.mask(text)).isEqualTo(text);
  }

  @Test
  void noTextTakesForEver() {
    // given
    String text = "passwordtoken-".repeat(600) + "x".repeat(8_000) + "-----BEGIN ".repeat(700);
    // when, then
    Assertions.assertTimeout(
        Duration.ofSeconds(30), () -> assertThat(Secrets.mask(text)).isNotEmpty());
  }
}
