package io.tacet.cli.imports;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.ImportRun;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code import runs}. */
@Command(
    name = "runs",
    description = {
      "Lists the imports, the newest first, or tells all of one.",
      "BROKEN_OFF: whoever worked on it is gone; what it had booked is whole. Import it again.",
      ""
    },
    footer = {"", "Examples:", "  tacet import runs", "  tacet import runs 12"})
final class RunsCommand implements Callable<Integer> {

  static final Listing<ImportRun> LISTING =
      new Listing<>(
          List.of(
              Column.number("ID", "id", ImportRun::id),
              Column.shown(
                  "BEGUN", "createdAt", run -> Amounts.time(run.createdAt()), ImportRun::createdAt),
              Column.text("STATE", "state", ImportRun::state),
              Column.text("SOURCE", "source", ImportRun::source),
              Column.text("CLUSTER", "cluster", ImportRun::cluster),
              Column.text("FILE", "file", ImportRun::file),
              Column.text("DRY", "dryRun", run -> run.dryRun() ? "yes" : ""),
              Column.count("READ", "lines", ImportRun::lines),
              Column.count("IMPORTED", "imported", ImportRun::imported),
              Column.count("THERE", "alreadyThere", ImportRun::alreadyThere),
              Column.count("QUARANTINED", "quarantined", ImportRun::quarantined),
              Column.count("SKIPPED", "skipped", ImportRun::skipped)));

  private final Context context;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "One of them.")
  private @Nullable Long id;

  @Option(names = "--limit", paramLabel = "N", description = "How many (default: 20).")
  private @Nullable Integer limit;

  @Mixin private ServerOptions server = new ServerOptions();

  RunsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (id != null) {
      ImportRun run = server.accountant(context).importRun(id);
      switch (server.output()) {
        case TABLE -> RunText.print(run, context.terminal());
        case JSON -> server.answer(context).json(run);
        case CSV -> server.answer(context).list(LISTING, List.of(run), run, "");
      }
    } else {
      List<ImportRun> runs = server.accountant(context).importRuns(limit);
      server.answer(context).list(LISTING, runs, runs, "Nothing was imported yet.");
    }
    return ExitCode.OK;
  }
}
