package io.tacet.cli;

import io.tacet.cli.connection.ConnectionFile;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The command beside a server with prepared answers, as if tacet up had started it. */
abstract class ConnectedTest {

  @TempDir protected Path home;
  protected final FakeService server = new FakeService();
  protected RecordingTerminal terminal = new RecordingTerminal(Path.of(""));

  @BeforeEach
  void connect() {
    terminal = new RecordingTerminal(home);
    new ConnectionFile(home.resolve("connection.json"))
        .write(
            new ConnectionFile.Entry(
                URI.create(server.url()),
                URI.create(server.url()),
                "secret",
                ProcessHandle.current().pid()));
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
