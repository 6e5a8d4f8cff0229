package io.tacet.embedded.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortTest {
  private final FreePorts free = new FreePorts();

  @Test
  void aFreePortThatTurnsOutToBeTakenIsChosenAnew() {
    // given
    Port port = Port.anyOf(free);
    List<Integer> tried = new ArrayList<>();

    // when
    int started = Port.starting(List.of(port), () -> bindAtSecondTry(port, tried));

    // then
    assertThat(tried).hasSize(2).doesNotHaveDuplicates();
    assertThat(port.number()).isEqualTo(started);
  }

  @Test
  void aPortThatWasUsedOnceStays() {
    // given
    Port port = Port.anyOf(free);
    int number = Port.starting(List.of(port), port::number);

    // then
    assertThatThrownBy(() -> Port.starting(List.of(port), PortTest::taken))
        .isInstanceOf(StartFailure.class);
    assertThat(port.number()).isEqualTo(number);
  }

  @Test
  void aGivenPortIsNotExchangedForAnother() {
    // given
    Port port = Port.fixed(12_345, free);

    // then
    assertThatThrownBy(() -> Port.starting(List.of(port), PortTest::taken))
        .isInstanceOf(StartFailure.class);
    assertThat(port.number()).isEqualTo(12_345);
  }

  @Test
  void aPortSomebodyListensOnIsNotFree() throws IOException {
    // given
    int number = free.next();
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(Loopback.port(number));

      // then
      assertThat(FreePorts.isFree(number)).isFalse();
    }
    assertThat(FreePorts.isFree(number)).isTrue();
  }

  @Test
  void whatAnotherProcessHasPickedIsNotFreeBeforeItIsListenedOn() throws Exception {
    // given
    Process other = other();
    try {
      int taken = Integer.parseInt(other.inputReader(US_ASCII).readLine());

      // then
      assertThat(FreePorts.isFree(taken)).isTrue();
      assertThat(TakenPorts.take(taken)).isFalse();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void whatAProcessHadPickedIsFreeWhenItHasEnded() throws Exception {
    // given
    Process other = other();
    int taken = Integer.parseInt(other.inputReader(US_ASCII).readLine());

    // when
    other.destroyForcibly().waitFor();

    // then: once
    assertThat(TakenPorts.take(taken)).isTrue();
    assertThat(TakenPorts.take(taken)).isFalse();
  }

  private static Process other() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            Picking.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Says which port it has picked, and stays. */
  static final class Picking {
    private Picking() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println(new FreePorts().next());
      Thread.currentThread().join();
    }
  }

  @Test
  void freePortsAreNotAmongThoseTheSystemGivesToConnections() throws IOException {
    // given
    try (ServerSocket server = new ServerSocket()) {
      server.bind(Loopback.port(free.next()));
      try (Socket connection = new Socket()) {
        // when
        connection.connect(Loopback.port(server.getLocalPort()));

        // then
        assertThat(server.getLocalPort()).isBetween(10_000, lowestOfConnections() - 1);
        assertThat(connection.getLocalPort()).isGreaterThanOrEqualTo(lowestOfConnections());
      }
    }
  }

  private static int lowestOfConnections() throws IOException {
    return Integer.parseInt(
        Files.readAllLines(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))
            .get(0)
            .split("\\s+", -1)[0]);
  }

  private static int bindAtSecondTry(Port port, List<Integer> tried) {
    tried.add(port.number());
    return tried.size() == 1 ? taken() : port.number();
  }

  private static int taken() {
    throw new StartFailure("java.net.BindException: Address already in use");
  }
}
