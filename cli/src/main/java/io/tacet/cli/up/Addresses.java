package io.tacet.cli.up;

import io.tacet.cli.terminal.Paint;
import io.tacet.cli.terminal.Terminal;
import io.tacet.cli.up.Ports.Server;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Tells a person where everything is and what to do next. */
public final class Addresses {

  private final String command;
  private final LocalSystem system;
  private final PrintWriter out;
  private final Paint paint;

  /**
   * Of this system.
   *
   * @param command how the command is called
   * @param terminal to whose standard output it goes
   */
  public Addresses(String command, LocalSystem system, Terminal terminal) {
    this.command = command;
    this.system = system;
    out = terminal.out();
    paint = terminal.paintOut();
  }

  /** Writes it. */
  public void print() {
    Ports ports = system.ports();
    Path directory = system.plan().directory();
    out.println();
    out.println(paint.strong("Tacet is up."));
    line("scheduler", ports.url(Server.SCHEDULER) + "/api/v1, described at /q/openapi");
    line("accountant", ports.url(Server.ACCOUNTANT) + "/api/v1, described at /q/openapi");
    line("Kafka", system.cluster().kafka().bootstrapServers());
    line("schemas", system.cluster().registry().confluentUrl());
    line("PostgreSQL", system.cluster().postgres().jdbcUrl());
    line("mail", "kept in " + system.cluster().mail().directory() + ", none is delivered");
    line("logs", directory.resolve("logs") + ", and beside each server's data");
    line("token", "in " + directory.resolve("token") + " (only you can read it)");
    system
        .cluster()
        .locks()
        .ifPresent(
            locks ->
                line(
                    "locks",
                    "CA, certificates and passwords in " + locks.authority().file().getParent()));
    out.println();
    out.println(paint.strong("Next, in another terminal:"));
    line("measure", command + " submit --command 'sha256sum /bin/sh' --follow");
    line("look", command + " jobs, " + command + " machines");
    out.println();
    out.println("Ctrl-C stops it.");
    out.flush();
  }

  private void line(String name, String text) {
    out.println("  " + paint.faint(String.format("%-12s", name)) + text);
  }
}
