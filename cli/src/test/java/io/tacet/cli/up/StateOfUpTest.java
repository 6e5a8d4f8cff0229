package io.tacet.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.up.Ports.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code up} keeps and holds on to. */
final class StateOfUpTest {

  @TempDir private Path directory;

  @Test
  void makesOneTokenAndKeepsItWhereOnlyItsOwnerCanReadIt() throws IOException {
    // given
    Path file = directory.resolve("state/token");

    // when
    String first = Secret.token(file);
    String second = Secret.token(file);

    // then
    assertThat(first).isEqualTo(second).startsWith("tacet_");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void givesADirectoryToOneAtATime() {
    // given
    OnlyOne first = OnlyOne.of(directory).orElseThrow();

    // when / then
    assertThat(OnlyOne.of(directory)).isEmpty();

    // when
    first.close();

    // then
    assertThat(OnlyOne.of(directory)).isPresent().get().satisfies(OnlyOne::close);
  }

  @Test
  void takesAFreePortWhereTheUsualOneIsInUseAndSaysSo() throws IOException {
    // given
    Ports before = Ports.choose(false);
    int taken = before.of(Server.NOTIFIER);
    try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {

      // when
      Ports ports = Ports.choose(false);

      // then
      assertThat(ports.of(Server.NOTIFIER)).isNotEqualTo(other.getLocalPort());
      assertThat(ports.moved()).anyMatch(line -> line.contains("the notifier takes"));
      assertThat(new HashSet<>(ports.numbers().values())).hasSize(Server.values().length);
    }
  }

  @Test
  void saysThatTheServicesAreUnknownWithoutTheLauncher() {
    // when / then
    assertThatThrownBy(() -> Modules.of(null))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("does not know where they are");
  }

  @Test
  void namesTheServiceThatIsNotBuilt() {
    // when / then
    assertThatThrownBy(() -> new Modules(directory).serviceJar("scheduler"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("the scheduler is not built");
  }
}
