package io.tacet.worker.silence;

import static io.tacet.worker.silence.SelfTree.socket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketCensusTest {

  private static final String HERE = "0100007F:C350"; // 50000
  private static final String BROKER = "0100007F:2384"; // 9092

  @TempDir private Path root;

  private SelfTree tree;
  private SocketCensus census;

  @BeforeEach
  void plantTree() throws IOException {
    tree = new SelfTree(root).descriptor(0, "/dev/null").descriptor(1, "pipe:[77]");
    tree.descriptor(5, "anon_inode:[eventpoll]");
    census = new SocketCensus(root);
  }

  @Test
  void files_and_pipes_are_no_sockets() throws IOException {
    assertThat(census.open()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "tcp6", "udp", "udp6", "raw", "raw6", "udplite", "udplite6"})
  void a_descriptor_of_any_table_is_counted(String table) throws IOException {
    // given
    tree.descriptor(7, "socket:[101]").table(table, socket(HERE, BROKER, "01", 101));

    // when, then
    assertThat(census.open()).containsExactly(table + " port 50000 to port 9092 ESTABLISHED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "02", "03", "04", "05", "06", "07", "08", "09", "0A", "0B", "0C"})
  void what_the_process_holds_is_counted_in_every_state(String state) throws IOException {
    // given
    tree.descriptor(7, "socket:[101]").table("tcp", socket(HERE, BROKER, state, 101));

    // when, then
    assertThat(census.open()).hasSize(1);
  }

  @Test
  void a_socket_of_another_family_is_counted() throws IOException {
    // given: netlink, packet, vsock, …: in none of the tables
    tree.descriptor(7, "socket:[101]");

    // when, then
    assertThat(census.open()).containsExactly("a socket of another family");
  }

  @Test
  void a_unix_socket_is_left_out() throws IOException {
    // given
    tree.descriptor(7, "socket:[101]").unix(101, "/run/x.sock");

    // when, then
    assertThat(census.open()).isEmpty();
  }

  @Test
  void only_the_unix_socket_is_left_out() throws IOException {
    // given
    tree.descriptor(7, "socket:[101]").descriptor(8, "socket:[102]").unix(101, "");
    tree.table("tcp", socket(HERE, BROKER, "01", 102));

    // when, then
    assertThat(census.open()).hasSize(1);
  }

  @Test
  void sockets_of_other_processes_are_not_the_workers() throws IOException {
    // given: one is its own
    tree.descriptor(7, "socket:[101]");
    tree.table("tcp", socket(HERE, BROKER, "01", 101), socket(BROKER, HERE, "01", 999));

    // when, then
    assertThat(census.open()).hasSize(1);
  }

  @Test
  void a_remembered_connection_counts_until_the_kernel_has_done_with_it() throws IOException {
    // given
    tree.descriptor(7, "socket:[101]").table("tcp", socket(HERE, BROKER, "01", 101));
    census.remember();

    // when: closed, and the last words not yet exchanged
    tree.close(7).table("tcp", socket(HERE, BROKER, "04", 0));

    // then
    assertThat(census.open()).containsExactly("tcp port 50000 to port 9092 FIN_WAIT1");

    // when: only time has to pass
    tree.table("tcp", socket(HERE, BROKER, "06", 0));

    // then
    assertThat(census.open()).isEmpty();
  }

  @Test
  void remembering_anew_forgets_the_old() throws IOException {
    // given
    tree.descriptor(7, "socket:[101]").table("tcp", socket(HERE, BROKER, "01", 101));
    census.remember();
    tree.close(7).table("tcp", socket(HERE, BROKER, "05", 0));

    // when
    census.remember();

    // then
    assertThat(census.open()).isEmpty();
  }

  @Test
  void somebody_elses_closing_connection_is_not_open_but_lingers() throws IOException {
    // given: never remembered
    tree.table(
        "tcp6",
        socket(HERE, BROKER, "05", 0),
        socket(HERE, BROKER, "06", 0), // TIME_WAIT does not
        socket(HERE, BROKER, "01", 55));

    // when, then
    assertThat(census.open()).isEmpty();
    assertThat(census.lingering()).containsExactly("tcp6 port 50000 to port 9092 FIN_WAIT2");
  }

  @Test
  void a_machine_without_ipv6_has_fewer_tables() throws IOException {
    // given
    Files.delete(root.resolve("self/net/tcp6"));
    Files.delete(root.resolve("self/net/udp6"));
    tree.descriptor(7, "socket:[101]").table("tcp", socket(HERE, BROKER, "01", 101));

    // when, then
    assertThat(census.open()).hasSize(1);
  }

  @Test
  void without_proc_there_is_no_silence() {
    assertThatThrownBy(() -> new SocketCensus(root.resolve("absent")).open())
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void real_sockets_of_this_process_are_seen_and_gone_when_they_are_closed() throws IOException {
    // given
    SocketCensus real = new SocketCensus(Path.of("/proc"));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    String accepting;
    String connected;
    String datagrams;
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket client = new Socket(loopback, server.getLocalPort());
        Socket accepted = server.accept();
        DatagramChannel udp = DatagramChannel.open().bind(null)) {
      accepting = " port " + server.getLocalPort() + " to port 0 LISTEN";
      connected =
          " port " + client.getLocalPort() + " to port " + accepted.getLocalPort() + " ESTABLISHED";
      datagrams = " port " + udp.socket().getLocalPort() + " to port 0 CLOSED";

      // when, then
      assertThat(real.open())
          .anySatisfy(socket -> assertThat(socket).startsWith("tcp").endsWith(accepting))
          .anySatisfy(socket -> assertThat(socket).startsWith("tcp").endsWith(connected))
          .anySatisfy(socket -> assertThat(socket).startsWith("udp").endsWith(datagrams));
      real.remember();
    }

    // when: both ends are closed, one of them waits for time to pass
    assertThat(real.open())
        .noneMatch(socket -> socket.endsWith(accepting))
        .noneMatch(socket -> socket.endsWith(connected))
        .noneMatch(socket -> socket.endsWith(datagrams));
  }
}
