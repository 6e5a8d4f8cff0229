package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates and hardware of many machines in one call: what is sent, and what is refused. */
class ManyMachinesTest extends ConnectedTest {

  private static final String TWO_RATES =
      """
      [{"machine":"m1","from":"2026-01-01","rate":1.9},
       {"machine":"m2","from":"2026-02-01","rate":2}]
      """;

  @Test
  void severalMachinesHaveOneRateInOneRequest() throws IOException {
    // given
    server.answersJson("/api/v1/charge-rates", TWO_RATES);
    // when
    int code = terminal.run("rate", "set", "m1", "m2", "1.90", "--from", "2026-01-01");
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertSent(
        "/api/v1/charge-rates",
        """
        {"rates":[{"machine":"m1","from":"2026-01-01","rate":1.90},
                  {"machine":"m2","from":"2026-01-01","rate":1.90}]}
        """);
    assertThat(terminal.out()).contains("m1", "m2");
  }

  @Test
  void aFileSaysItOfEachAndWhatTheListingWritesCanBeReadAgain() throws IOException {
    // given
    server.answersJson("/api/v1/charge-rates", TWO_RATES);
    terminal.run("rate", "-o", "csv");
    Path file = Files.writeString(home.resolve("rates.csv"), terminal.out());
    // when
    int code = terminal.run("rate", "set", "--from-file", file.toString());
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(server.requests()).hasSize(2);
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(server.requests().get(1).body()))
        .isEqualTo(json.readTree("{\"rates\":" + TWO_RATES + "}"));
  }

  @Test
  void hardwareOfAFileMayLeaveOutTheDayAndWhetherItWorks() throws IOException {
    // given
    server.answersJson("/api/v1/hardware", "[]");
    Path file =
        Files.writeString(
            home.resolve("hardware.csv"),
            "\ufeffmachine,processors,enabled\r\nm1, 64 ,\r\n\r\nm2,8,false\r\n");
    // when
    int code =
        terminal.run("cluster", "hardware", "--from-file", file.toString(), "--from", "2026-01-01");
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertSent(
        "/api/v1/hardware",
        """
        {"hardware":[{"machine":"m1","from":"2026-01-01","processors":64,"enabled":true},
                     {"machine":"m2","from":"2026-01-01","processors":8,"enabled":false}]}
        """);
  }

  @Test
  void severalMachinesHaveTheSameHardware() throws IOException {
    // given
    server.answersJson("/api/v1/hardware", "[]");
    // when
    int code = terminal.run("cluster", "hardware", "m1", "m2", "64", "--from", "2026-01-01");
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertSent(
        "/api/v1/hardware",
        """
        {"hardware":[{"machine":"m1","from":"2026-01-01","processors":64,"enabled":true},
                     {"machine":"m2","from":"2026-01-01","processors":64,"enabled":true}]}
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          machine;rate/m1;1.9     | line 1: there is no column 'machine;rate'
          machine/m1              | line 1: must name the columns
          machine,rate/m1,1.9,x   | line 2: has 3 values for 2 columns
          machine,rate/m1,fast    | line 2: rate 'fast' is no number
          machine,rate/m1,1e99999 | line 2: rate '1e99999' is no number
          machine,rate//m1,      | line 3: has no rate
          machine,rate/"m1",1     | line 2: is in quotes
          machine,rate,from/m1,1,soon | line 2: from 'soon' is no day
          machine,rate             | names no machine
          """)
  void aFileThatIsWrongIsRefusedByItsLineAndNothingIsSent(String content, String said)
      throws IOException {
    // given
    Path file = Files.writeString(home.resolve("rates.csv"), content.replace("/", "\n"));
    // when
    int code = terminal.run("rate", "set", "--from-file", file.toString());
    // then
    assertThat(code).isNotZero();
    assertThat(terminal.err()).contains(said);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void machinesAndAFileTogetherAreRefused() {
    // when
    int code = terminal.run("rate", "set", "m1", "2", "--from-file", "rates.csv");
    // then
    assertThat(code).isEqualTo(2);
    assertThat(terminal.err()).contains("--from-file PATH names the machines");
  }

  private void assertSent(String path, String body) throws IOException {
    FakeService.Request sent = server.requests().get(0);
    assertThat(sent.method()).isEqualTo("POST");
    assertThat(sent.uri()).isEqualTo(path);
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(sent.body())).isEqualTo(json.readTree(body));
  }
}
