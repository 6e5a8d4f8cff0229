package io.tacet.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.security.SecurityProtocol;
import io.tacet.contract.topic.Topics;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineAclsTest {

  private static final String ASKED = "asked, and there is no broker here";
  private static final MachineId M1 = new MachineId("m1");

  @ParameterizedTest
  @CsvSource({
    "SASL_SSL, true, 2",
    "SSL, true, 2",
    "SASL_SSL, false, 0",
    "SSL, false, 0",
    "PLAINTEXT, true, 0"
  })
  void kafka_is_asked_only_where_it_is_secured_and_managed_from_here(
      SecurityProtocol protocol, boolean manage, int expected) {
    // given
    AtomicInteger asked = new AtomicInteger();
    MachineAcls acls =
        new MachineAcls(
            () -> {
              asked.incrementAndGet();
              throw new IllegalStateException(ASKED);
            },
            new Topics("tacet."),
            protocol,
            manage);

    // when
    ignoring(() -> acls.grant(M1));
    ignoring(() -> acls.revoke(M1));

    // then
    assertThat(asked).hasValue(expected);
  }

  private static void ignoring(Runnable call) {
    try {
      call.run();
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage(ASKED);
    }
  }
}
