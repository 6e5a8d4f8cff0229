package io.tacet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.embedded.process.ServerPart;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTest {
  @Test
  void thePartsThatHaveAProcessRun() {
    // when
    EmbeddedCluster cluster = EmbeddedCluster.shared();

    // then
    assertThat(cluster.parts().keySet()).containsExactlyInAnyOrder(PartName.values());
    for (ServerPart part : cluster.parts().values()) {
      part.pid().ifPresent(pid -> assertThat(ProcessHandle.of(pid)).isPresent());
    }
  }
}
