package io.tacet.embedded.process;

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
