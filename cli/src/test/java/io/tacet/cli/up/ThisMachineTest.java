package io.tacet.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.machine.MachineId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThisMachineTest {

  @ParameterizedTest
  @CsvSource({
    "node17,node17",
    "Node17.example.org,node17",
    "my_laptop (old),my-laptop-old",
    "localhost,this-machine",
    "---,this-machine",
    "日本,this-machine"
  })
  void makesAMachineIdOfAHostName(String host, String expected) {
    // when
    String id = ThisMachine.idOf(host);

    // then
    assertThat(id).isEqualTo(expected);
    assertThat(new MachineId(id).value()).isEqualTo(id);
  }

  @Test
  void cutsAHostNameThatIsTooLong() {
    // when / then
    assertThat(ThisMachine.idOf("a".repeat(80))).hasSize(63);
  }
}
