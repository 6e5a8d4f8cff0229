package io.tacet.cli;

import io.tacet.cli.context.Context;
import io.tacet.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Runs the command in this JVM and keeps what it writes. */
final class RecordingTerminal {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();

  RecordingTerminal(Path home) {
    environment.put("TACET_HOME", home.toString());
  }

  RecordingTerminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintWriter(out, true), new PrintWriter(err, true), false, false, false, 100);
    return Tacet.run(
        new Context(terminal, environment, null, InstantSource.system(), "tacet"), arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
