package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.cli.connection.ConnectionFile;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads when something is wrong, and the exit code a script sees. */
final class FailureTextsTest {

  /** Larger than the kernel's largest process id. */
  private static final long NO_PROCESS = 99_999_999;

  private static final String PROBLEM = "application/problem+json";

  @TempDir private Path home;
  private FakeService server = new FakeService();
  private RecordingTerminal terminal = new RecordingTerminal(Path.of(""));

  @BeforeEach
  void prepare() {
    terminal = new RecordingTerminal(home);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void showsTheFieldsThatAreWrong() {
    // given
    server.answers(
        "/api/v1/jobs",
        422,
        PROBLEM,
        """
        {"type":"about:blank","title":"Not a job","status":422,"detail":"Two fields are wrong.",
         "errors":[{"field":"machine","message":"there is no machine m9"},
                   {"field":"maxAttempts","message":"must be 1 to 10"}]}
        """);

    // when
    int code =
        terminal.run("submit", "--server", server.url(), "--machine", "m9", "--command", "true");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err().lines())
        .containsExactly(
            "tacet: Two fields are wrong.",
            "       machine: there is no machine m9",
            "       maxAttempts: must be 1 to 10");
  }

  @Test
  void saysTheSameThingOnlyOnce() {
    // given
    server.answers(
        "/api/v1/jobs",
        400,
        PROBLEM,
        """
        {"type":"about:blank","title":"Bad Request","status":400,
         "detail":"machine: there is no machine 'm9'",
         "errors":[{"field":"machine","message":"there is no machine 'm9'"}]}
        """);

    // when
    terminal.run("submit", "--server", server.url(), "--machine", "m9", "--command", "true");

    // then
    assertThat(terminal.err().lines()).containsExactly("tacet: machine: there is no machine 'm9'");
  }

  @Test
  void saysWhereItLookedAndHowToStartAServerWhenNoneAnswers() {
    // given
    String url = server.url();
    server.close();

    // when
    int code = terminal.with("TACET_SERVER", url).run("jobs");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err())
        .contains("no scheduler answers at " + url)
        .contains("TACET_SERVER")
        .contains("tacet up")
        .doesNotContain("Exception");
  }

  @Test
  void showsTheStackTraceOnlyWhenAskedTo() {
    // given
    String url = server.url();
    server.close();

    // when
    terminal.with("TACET_SERVER", url).with("TACET_DEBUG", "1").run("jobs");

    // then
    assertThat(terminal.err()).contains("\tat io.tacet.cli.");
  }

  @Test
  void saysWhatToStartWhenNothingIsUp() {
    // when
    int code = terminal.run("jobs");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("nothing is up").contains("tacet up").contains("--server");
  }

  @Test
  void doesNotAskAServerWhoseProcessWasKilled() {
    // given
    new ConnectionFile(home.resolve("connection.json"))
        .write(
            new ConnectionFile.Entry(
                URI.create(server.url()), URI.create(server.url()), "secret", NO_PROCESS));

    // when
    int code = terminal.run("jobs");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("process " + NO_PROCESS + ", has ended");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void asksForATokenWhenTheServerDoesNotKnowWhoAsks() {
    // given
    server.answers("/api/v1/jobs", 401, PROBLEM, "{\"title\":\"Unauthorized\",\"status\":401}");

    // when
    int code = terminal.run("jobs", "--server", server.url());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("does not know you").contains("TACET_TOKEN");
  }

  @Test
  void showsTheStatusOfAnAnswerThatIsNoProblem() {
    // given
    server.answers("/api/v1/jobs", 502, "text/html", "<h1>Bad\nGateway</h1>");

    // when
    int code = terminal.run("jobs", "--server", server.url());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("answered 502").contains("<h1>Bad Gateway</h1>");
  }

  @Test
  void saysSoWhenAnotherServerAnswers() {
    // given
    server.answers("/api/v1/jobs", 200, "text/html", "<html>hello</html>");

    // when
    int code = terminal.run("jobs", "--server", server.url());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("can't read").contains("Is --server the address");
  }

  @Test
  void refusesAnAddressThatIsNone() {
    // when
    int code = terminal.run("jobs", "--server", "localhost:8080");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err())
        .contains("'localhost:8080' (--server)")
        .contains("http://localhost:8080");
  }

  @Test
  void suggestsTheVerbThatWasMeant() {
    // when
    int code = terminal.run("jbos");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(terminal.err()).contains("no verb 'jbos'").contains("Did you mean").contains("jobs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "report --from 2016-13-01| '2016-13-01' is no day; write it as 2026-11-30.",
        "rate set m1 much| 'much' is no number; write it as 1.9.",
        "rate set m1 1e999999| '1e999999' is no number; write it as 1.9.",
        "series J1 --from noon| 'noon' is no time; write it as 2026-11-30T12:00:00Z."
      })
  void saysHowAValueIsWritten(String words, String said) {
    // when
    int code = terminal.run(words.split(" ", -1));
    // then
    assertThat(code).isEqualTo(2);
    assertThat(terminal.err()).contains(said).doesNotContain("java.");
  }

  @Test
  void refusesUsageThatMakesNoSenseWithoutAskingAnyServer() {
    // when
    int nothing = terminal.run("submit");
    int both = terminal.run("submit", "--command", "true", "--", "false");
    int quote = terminal.run("submit", "--command", "echo 'x");
    int form = terminal.run("jobs", "--output", "xml");
    int none = terminal.run();

    // then
    assertThat(new int[] {nothing, both, quote, form, none}).containsOnly(2);
    assertThat(terminal.err())
        .contains("say what to measure")
        .contains("two commands")
        .contains("not closed")
        .contains("xml")
        .doesNotContain("\tat ");
  }

  @Test
  void sendsTheTokenOfTheFileOnlyToTheServerOfTheFile() {
    // given
    server.answersJson("/api/v1/jobs", "{\"items\":[],\"nextCursor\":null}");
    new ConnectionFile(home.resolve("connection.json"))
        .write(
            new ConnectionFile.Entry(
                URI.create("http://127.0.0.1:1"),
                URI.create("http://127.0.0.1:2"),
                "secret",
                ProcessHandle.current().pid()));

    // when
    int code = terminal.run("jobs", "--server", server.url());

    // then
    assertThat(code).isZero();
    assertThat(server.requests()).singleElement().extracting("authorization").isNull();
  }
}
