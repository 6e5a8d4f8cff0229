package io.tacet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.process.OtherJvm;
import io.tacet.embedded.process.ProcessTable;
import io.tacet.embedded.process.StartFailure;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterTest {
  @TempDir Path directory;

  @Test
  void theSharedClusterHasEveryPart() {
    // when
    EmbeddedCluster cluster = EmbeddedCluster.shared();

    // then
    assertThat(cluster).isSameAs(EmbeddedCluster.shared());
    assertThat(cluster.parts().keySet()).containsExactlyInAnyOrder(PartName.values());
    assertThat(List.of(cluster.kafka(), cluster.postgres(), cluster.registry()))
        .allSatisfy(part -> assertThat(part.pid()).isPresent());
  }

  @Test
  void aSecondClassLoaderGetsNoSecondSharedCluster() throws Exception {
    // given
    EmbeddedCluster.shared();
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Method shared = loader.loadClass(EmbeddedCluster.class.getName()).getMethod("shared");

      // then
      assertThatThrownBy(() -> shared.invoke(null))
          .rootCause()
          .hasMessageContaining("quarkus.class-loading.parent-first-artifacts");
    }
  }

  @Test
  void noPartOutlivesAKilledParent() throws IOException {
    // given
    try (OtherJvm parent = OtherJvm.start(ClusterHolder.class, directory.toString())) {
      List<Long> servers = parent.pids(3);
      List<Long> sessions = servers.stream().map(pid -> ProcessTable.of(pid).session()).toList();

      // when
      parent.kill();

      // then
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(servers).noneMatch(ProcessTable::runs);
                for (long session : sessions) {
                  assertThat(ProcessTable.session(session)).isEmpty();
                }
              });
    }
  }

  @Test
  void aPartThatCanNotStartIsNamedWithItsReasonAndLogAndStopsTheOthers() throws IOException {
    // given
    Map<PartName, PartState> states = new ConcurrentHashMap<>();
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      ClusterBuilder builder =
          EmbeddedCluster.builder()
              .directory(directory)
              .parts(Set.of(PartName.POSTGRES, PartName.MAIL))
              .port(PartName.POSTGRES, taken.getLocalPort())
              .listener((part, state, since) -> states.put(part, state));

      // then
      assertThatThrownBy(builder::start)
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("PostgreSQL")
          .hasMessageContaining("Address already in use")
          .hasMessageContaining(directory.resolve("postgres").resolve("postgres.log").toString());
      assertThat(states)
          .containsOnly(
              Map.entry(PartName.POSTGRES, PartState.STOPPED),
              Map.entry(PartName.MAIL, PartState.STOPPED));
    }
  }

  private static URL[] classPath() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** Starts a cluster, says its process ids and stays. */
  static final class ClusterHolder {
    private ClusterHolder() {}

    public static void main(String[] arguments) throws InterruptedException {
      EmbeddedCluster cluster =
          EmbeddedCluster.builder().directory(Path.of(arguments[0])).address("127.0.0.3").start();
      cluster.parts().values().forEach(part -> part.pid().ifPresent(System.out::println));
      Thread.currentThread().join();
    }
  }
}
