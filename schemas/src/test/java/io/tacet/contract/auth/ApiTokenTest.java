package io.tacet.contract.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ApiTokenTest {

  @Test
  void twoTokensDifferAndAreRecognisable() {
    // given
    SecureRandom random = new SecureRandom();

    // when
    String one = ApiToken.random(random);
    String other = ApiToken.random(random);

    // then
    assertThat(one).matches("tacet_[A-Za-z0-9_-]{43}").isNotEqualTo(other);
  }

  @Test
  void theHashIsSha256InHex() {
    // when
    String hash = ApiToken.hash("abc");

    // then (FIPS 180-4, appendix B.1)
    assertThat(hash).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
