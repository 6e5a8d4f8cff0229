package io.tacet.cli.backup;

import io.tacet.cli.context.Context;
import io.tacet.cli.failure.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code backup}. */
@Command(
    name = "backup",
    description = {
      "Copies the tables of all services and of the registry into a directory, as they are at one",
      "moment. The services may run. What is on Kafka is not in it, and need not be: see",
      "docs/operations.md. The copy holds what the database holds: keep it as secret.",
      ""
    },
    footer = {"", "Example:", "  TACET_DATABASE_PASSWORD=... tacet backup /srv/backup/2026-11-21"})
public final class BackupCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "DIR", description = "Where to; new, or empty.")
  private Path directory = Path.of("");

  @Mixin private Database database = new Database();

  /** Runs in this process. */
  public BackupCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Manifest manifest = database.run(context, connection -> Backup.write(connection, directory));
    context
        .terminal()
        .out()
        .printf(
            "%d tables as of %s are in %s.%n", manifest.tables().size(), manifest.at(), directory);
    return ExitCode.OK;
  }
}
