package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Whether somebody is logged in: by systemd's own record (sd-login(3), {@code
 * /run/systemd/sessions}), else by {@code utmp}.
 */
final class Sessions implements SystemCheck {

  /** Beside each session lies a pipe, {@code <id>.ref}, that must not be opened. */
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]+");

  private final Host host;

  Sessions(Host host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "sessions";
  }

  @Override
  public CheckLevel level() {
    return CheckLevel.WARN;
  }

  @Override
  public boolean mayPass() {
    return true;
  }

  @Override
  public Finding look() throws IOException {
    Path sessions = host.run().resolve("systemd/sessions");
    Path utmp = host.run().resolve("utmp");
    List<String> terminals;
    // The directory alone proves nothing: packages make it where no systemd runs.
    if (Files.isDirectory(host.run().resolve("systemd/system")) && Files.isDirectory(sessions)) {
      terminals = recorded(sessions);
    } else if (Files.isRegularFile(utmp)) {
      terminals = Utmp.terminals(utmp, host.proc());
    } else {
      return Finding.unseen("neither systemd's sessions nor " + utmp);
    }
    return terminals.isEmpty()
        ? Finding.met("nobody is logged in")
        : Finding.notMet(
            "%d logged in: %s".formatted(terminals.size(), String.join(", ", terminals)),
            "log out");
  }

  private static List<String> recorded(Path directory) throws IOException {
    List<String> terminals = new ArrayList<>();
    for (Path file : Entries.of(directory, SESSION)) {
      if (!Files.isRegularFile(file)) {
        continue;
      }
      Properties session = new Properties();
      try (var reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
        session.load(reader);
      }
      boolean ofPerson = session.getProperty("CLASS", "user").startsWith("user");
      if (ofPerson && !session.getProperty("STATE", "").equals("closing")) {
        terminals.add(session.getProperty("TTY", "session " + file.getFileName()));
      }
    }
    return terminals;
  }
}
