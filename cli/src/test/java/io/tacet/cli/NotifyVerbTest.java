package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.cli.connection.ConnectionFile;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb that sends a mail to see whether mail arrives. */
final class NotifyVerbTest {

  private static final String REPORT =
      """
      {"address":"ada@example.org","server":"mail:25","accepted":%s,"answer":"%s","messageId":"<1@h>"}
      """;

  @TempDir private Path home;
  private final FakeService scheduler = new FakeService();
  private final FakeService notifier = new FakeService();
  private RecordingTerminal terminal = new RecordingTerminal(Path.of(""));

  @BeforeEach
  void connect() {
    terminal = new RecordingTerminal(home);
    new ConnectionFile(home.resolve("connection.json"))
        .write(
            new ConnectionFile.Entry(
                URI.create(scheduler.url()),
                URI.create(scheduler.url()),
                URI.create(notifier.url()),
                "secret",
                null,
                ProcessHandle.current().pid()));
  }

  @AfterEach
  void stop() {
    scheduler.close();
    notifier.close();
  }

  @Test
  void itSaysWhatTheMailServerAnswered() {
    // given
    notifier.answersJson("/api/v1/test-mails", REPORT.formatted("true", "The mail server has it"));
    // when
    int code = terminal.run("notify", "test", "ada@example.org");
    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).contains("ada@example.org", "mail:25", "has it", "<1@h>");
    assertThat(notifier.requests().get(0).body()).contains("\"address\":\"ada@example.org\"");
  }

  @Test
  void aRefusalIsAFailure() {
    // given
    notifier.answersJson("/api/v1/test-mails", REPORT.formatted("false", "Refused: 550"));
    // when
    int code = terminal.run("notify", "test");
    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.out()).contains("Refused: 550");
  }

  @Test
  void withoutAVerbOfItsOwnItSaysWhichThereAre() {
    assertThat(terminal.run("notify")).isEqualTo(2);
    assertThat(terminal.err()).contains("say what to do: test.");
  }
}
