package io.tacet.cli.backup;

import io.tacet.cli.context.Context;
import io.tacet.cli.failure.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code restore}. */
@Command(
    name = "restore",
    description = {
      "Puts a backup in the place of what is in the services' tables: all of it, or nothing.",
      "The tables must be there, made by services of the version that the backup is of, and the",
      "services must be stopped. docs/operations.md has the steps before and after.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  TACET_DATABASE_PASSWORD=... tacet restore /srv/backup/2026-11-21 --replace --new-kafka"
    })
public final class RestoreCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "DIR", description = "What tacet backup has written.")
  private Path directory = Path.of("");

  @SuppressWarnings("UnusedVariable") // must be there, and says it
  @Option(
      names = "--replace",
      required = true,
      description = "Yes: what is in the tables now is to be lost.")
  private boolean replace;

  @Option(
      names = "--new-kafka",
      description = "Kafka is empty, too: topics are read from their begin.")
  private boolean newKafka;

  @Mixin private Database database = new Database();

  /** Runs in this process. */
  public RestoreCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Manifest manifest =
        database.run(context, connection -> new Restore(connection, directory).read(newKafka));
    context
        .terminal()
        .out()
        .printf("%d tables are as of %s again.%n", manifest.tables().size(), manifest.at());
    return ExitCode.OK;
  }
}
