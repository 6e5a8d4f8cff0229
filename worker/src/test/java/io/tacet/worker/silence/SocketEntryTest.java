package io.tacet.worker.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketEntryTest {

  private static final String LISTENING =
      "   0: 0100007F:2384 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0"
          + " 19837 1 0000000000000000 100 0 0 10 0                     ";

  @Test
  void a_line_of_tcp_is_taken_apart() {
    assertThat(SocketEntry.parse("tcp", LISTENING))
        .contains(new SocketEntry("tcp", "0100007F:2384", "00000000:0000", "0A", 19837));
  }

  @Test
  void a_line_of_tcp6_has_longer_addresses() {
    // given: a connection from [::ffff:127.0.0.1]:9092
    String line =
        "  12: 0000000000000000FFFF00000100007F:2384 0000000000000000FFFF00000100007F:D431 01"
            + " 00000000:00000000 00:00000000 00000000     0        0 4294967296 1"
            + " 0000000000000000 20 4 30 10 -1";

    // when
    SocketEntry entry = SocketEntry.parse("tcp6", line).orElseThrow();

    // then: inodes go beyond 32 bits
    assertThat(entry.inode()).isEqualTo(4_294_967_296L);
    assertThat(entry.describe()).isEqualTo("tcp6 port 9092 to port 54321 ESTABLISHED");
  }

  @Test
  void the_last_columns_of_udp_do_not_matter() {
    // given
    String line =
        " 5341: 3500007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000   101        0"
            + " 21034 2 0000000000000000 0";

    // when, then
    assertThat(SocketEntry.parse("udp", line).orElseThrow().describe())
        .isEqualTo("udp port 53 to port 0 CLOSED");
  }

  @Test
  void the_heading_and_cut_lines_are_none() {
    List<String> lines =
        List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
                + "  timeout inode",
            "   0: 0100007F:2384 00000000:0000 0A",
            "");
    assertThat(lines).allSatisfy(line -> assertThat(SocketEntry.parse("tcp", line)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "01, ESTABLISHED, false, false",
    "02, SYN_SENT, false, false",
    "03, SYN_RECV, false, false",
    "04, FIN_WAIT1, true, false",
    "05, FIN_WAIT2, true, false",
    "06, TIME_WAIT, false, true",
    "07, CLOSED, false, false",
    "08, CLOSE_WAIT, false, false",
    "09, LAST_ACK, true, false",
    "0A, LISTEN, false, false",
    "0B, CLOSING, true, false",
    "0C, 0C, false, false",
  })
  void each_state_has_its_name_and_meaning(
      String state, String name, boolean lingers, boolean waitsOnlyForTime) {
    // given: nobody holds it any more
    SocketEntry entry = new SocketEntry("tcp", "0100007F:0001", "0100007F:0002", state, 0);

    // when, then
    assertThat(entry.describe()).isEqualTo("tcp port 1 to port 2 " + name);
    assertThat(entry.lingers()).isEqualTo(lingers);
    assertThat(entry.waitsOnlyForTime()).isEqualTo(waitsOnlyForTime);
  }

  @ParameterizedTest
  @CsvSource({"04", "05", "09", "0B"})
  void what_a_process_holds_does_not_linger(String state) {
    assertThat(new SocketEntry("tcp", "0:1", "0:2", state, 5).lingers()).isFalse();
  }

  @Test
  void both_ends_and_the_protocol_name_a_connection() {
    // given
    SocketEntry held = new SocketEntry("tcp", "0100007F:0001", "0100007F:0002", "01", 5);
    SocketEntry closing = new SocketEntry("tcp", "0100007F:0001", "0100007F:0002", "04", 0);
    SocketEntry turned = new SocketEntry("tcp", "0100007F:0002", "0100007F:0001", "01", 6);

    // when, then
    assertThat(held.ends()).isEqualTo(closing.ends()).isNotEqualTo(turned.ends());
  }
}
