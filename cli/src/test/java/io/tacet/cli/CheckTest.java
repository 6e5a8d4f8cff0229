package io.tacet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb check, and what submit does with the same knowledge. No server is there. */
final class CheckTest {

  private static final String GZIP =
      """
      name: gzip at one level
      repeat: 3
      timeout: 1h
      variables: {LEVEL: 6, FILE: null}
      setup: ["cp ${FILE} data"]
      phases:
        - {name: BASELINE, duration: 5s}
        - name: RUNTIME
          timeout: 2m
          network: none
          directory: bench
          environment: {SECRET: not-shown, A: b}
          allowed-exit-codes: [2, 0]
          commands:
            - gzip -k -${LEVEL} 'my data'
      """;

  @TempDir private Path home;
  private RecordingTerminal terminal = new RecordingTerminal(Path.of(""));

  @BeforeEach
  void prepare() {
    terminal = new RecordingTerminal(home);
  }

  @Test
  void tellsWhatAScenarioWouldDoAndWhichValuesAreMissing() throws IOException {
    // given
    String file = file("tacet.yml", GZIP);

    // when
    int code = terminal.run("check", file);

    // then
    assertThat(code).isZero();
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out())
        .isEqualTo(
            file
                + """
                : gzip at one level, 3 times, at most 60 min 00 s

                  PHASE     MEASURED  LENGTH              NETWORK  DIRECTORY  EXIT CODES  ENVIRONMENT
                  SETUP     no        -                   host     .          0           -
                  BASELINE  yes       5.00 s              host     .          -           -
                  RUNTIME   yes       at most 2 min 00 s  none     bench      0 2         A SECRET

                  SETUP
                    cp '${FILE}' data

                  RUNTIME
                    gzip -k -6 'my data'

                  VARIABLE  VALUE
                  LEVEL     '6' (default)
                  FILE      missing: --var FILE=VALUE
                """);
  }

  @Test
  void valuesGivenStandWhereTheyWillBe() throws IOException {
    // when
    int code =
        terminal.run("check", "--var", "LEVEL=9", "--var", "FILE=a b", file("tacet.yml", GZIP));

    // then
    assertThat(code).isZero();
    assertThat(terminal.out())
        .contains("cp 'a b' data\n", "gzip -k -9 'my data'\n", "FILE      'a b'\n");
  }

  @Test
  void saysEveryMistakeOfEveryFileAtOnce() throws IOException {
    // given
    String good = file("good.yml", GZIP);
    String bad = file("bad.yml", "repeat: 0\nphases:\n  - {name: run, duration: 1s}\n");
    String other = file("other.yml", "phases: []\n");

    // when
    int code = terminal.run("check", bad, good, other, home.resolve("none.yml").toString());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.out()).startsWith(good + ": gzip at one level");
    assertThat(terminal.err().lines())
        .containsExactly(
            bad + ":1:9: \"repeat\" must be a whole number from 1 to 1000",
            bad
                + ":3:12: \"run\" is no name of a phase: capital letters, digits, - and _, e.g."
                + " RUNTIME",
            other + ":1:9: a scenario needs at least one phase under phases",
            home + "/none.yml:1:1: there is no file " + home + "/none.yml.");
  }

  @Test
  void readsStandardInput() {
    // given
    InputStream own = System.in;
    System.setIn(new ByteArrayInputStream("phases: make".getBytes(UTF_8)));

    // when
    int code;
    try {
      code = terminal.run("check", "-");
    } finally {
      System.setIn(own);
    }

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("<stdin>:1:9: \"phases\" must be a list\n");
  }

  @Test
  void answersAsJson() throws IOException {
    // given
    String good = file("good.yml", GZIP);
    String bad = file("bad.yml", "phases: []\n");

    // when
    int code = terminal.run("check", "-o", "json", good, bad);

    // then
    assertThat(code).isEqualTo(1);
    JsonNode files = new ObjectMapper().readTree(terminal.out()).path("files");
    assertThat(files.get(0))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"file":"%s","valid":true,"problems":[],
                     "variables":[{"name":"LEVEL","default":"6","value":"6"},
                                  {"name":"FILE","default":null,"value":null}],
                     "scenario":{"name":"gzip at one level","repeat":3,"timeoutMillis":3600000,
                      "setup":{"name":"SETUP","measured":false,
                        "commands":[["cp","${FILE}","data"]],"durationMillis":null,
                        "timeoutMillis":null,"network":"host","directory":".",
                        "allowedExitCodes":[0],"environment":[]},
                      "phases":[
                       {"name":"BASELINE","measured":true,"commands":[],"durationMillis":5000,
                        "timeoutMillis":null,"network":"host","directory":".",
                        "allowedExitCodes":[0],"environment":[]},
                       {"name":"RUNTIME","measured":true,
                        "commands":[["gzip","-k","-6","my data"]],"durationMillis":null,
                        "timeoutMillis":120000,"network":"none","directory":"bench",
                        "allowedExitCodes":[0,2],"environment":["A","SECRET"]}]}}
                    """
                        .formatted(good)));
    assertThat(files.get(1).path("valid").asBoolean()).isFalse();
    assertThat(files.get(1).path("scenario").isNull()).isTrue();
    assertThat(files.get(1).path("problems").get(0).path("line").asInt()).isEqualTo(1);
  }

  @Test
  void answersAsCsvPhaseByPhase() throws IOException {
    // when
    terminal.run("check", "-o", "csv", file("tacet.yml", "phases: [{name: A, duration: 1s}]"));

    // then
    assertThat(terminal.out())
        .isEqualTo(
            "file,phase,measured,duration_ms,timeout_ms,network,directory,allowed_exit_codes,"
                + "environment,commands\r\n"
                + home
                + "/tacet.yml,A,true,1000,,host,.,,,\r\n");
  }

  @Test
  void namesTheFirstByteThatIsNoText() throws IOException {
    // given
    Path file = home.resolve("latin1.yml");
    Files.write(file, new byte[] {'a', ':', ' ', 'x', '\n', 'b', (byte) 0xe4, 'c'});

    // when
    int code = terminal.run("check", file.toString());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("is no UTF-8 text", file + ":2:2: the first byte");
  }

  @Test
  void neverSendsControlCharactersOfAFileToTheTerminal() throws IOException {
    // when
    terminal.run("check", file("tacet.yml", "\"\\e[31m\": 1\nphases: [{name: A, duration: 1s}]"));

    // then
    assertThat(terminal.err()).contains("unknown key \"·[31m\"").doesNotContain("\u001b");
  }

  @Test
  void showsTheSchema() throws IOException {
    // when
    int code = terminal.run("check", "--schema");

    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).isEqualTo(Files.readString(Path.of("../docs/tacet.schema.json")));
  }

  @Test
  void isNotUnderstoodWithoutFilesOrWithTooMuch() throws IOException {
    assertThat(terminal.run("check")).isEqualTo(2);
    assertThat(terminal.err()).startsWith("tacet: name a scenario, e.g. tacet check tacet.yml\n");
    assertThat(terminal.run("check", "--schema", "x")).isEqualTo(2);
    assertThat(terminal.run("check", "--var", "A", file("tacet.yml", GZIP))).isEqualTo(2);
    assertThat(terminal.run("check", "-o", "xml", file("tacet.yml", GZIP))).isEqualTo(2);
  }

  @Test
  void itsHelpShowsAScenarioThatIsOne() throws IOException {
    // given
    terminal.run("check", "--help");
    String help = terminal.out();
    String shown =
        help.substring(help.indexOf("  name: gzip"), help.indexOf("docs/scenario.md"))
            .lines()
            .map(line -> line.isEmpty() ? line : line.substring(2))
            .reduce("", (all, line) -> all + line + "\n");

    // when
    RecordingTerminal second = new RecordingTerminal(home);
    int code = second.run("check", file("tacet.yml", shown));

    // then
    assertThat(second.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(shown).contains("gzip -k -${LEVEL} ${FILE}");
  }

  @Test
  void submitRefusesWhatCanNotRunBeforeAnyServerIsAsked() throws IOException {
    try (FakeService server = new FakeService()) {
      // given
      String file = file("tacet.yml", GZIP.replace("repeat: 3", "repaet: 3"));

      // when
      int code =
          terminal.run("submit", "--server", server.url(), "--machine", "m1", "--file", file);

      // then
      assertThat(code).isEqualTo(1);
      assertThat(server.requests()).isEmpty();
      assertThat(terminal.err().lines())
          .containsExactly(
              "tacet: this scenario can't be run as it is; nothing was sent.",
              "       " + file + ":2:1: unknown key \"repaet\"; did you mean \"repeat\"?",
              "       " + file + ":4:29: variable \"FILE\" has no default and no value was given",
              "       See it whole: tacet check " + file);
    }
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text).toString();
  }
}
