package io.tacet.cli.imports;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.PageOptions;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.QuarantinedLine;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code import quarantine list}. */
@Command(
    name = "list",
    description = {"Lists quarantined lines, the oldest first.", ""},
    footer = {
      "",
      "Examples:",
      "  tacet import quarantine list",
      "  tacet import quarantine list --run 12 --reason conflict -o csv"
    })
final class QuarantineListCommand implements Callable<Integer> {

  private static final int SHOWN = 60;

  private static final Listing<QuarantinedLine> LISTING =
      new Listing<>(
          List.of(
              Column.number("ID", "id", QuarantinedLine::id),
              Column.number("IMPORT", "run", QuarantinedLine::run),
              Column.text("CLUSTER", "cluster", QuarantinedLine::cluster),
              Column.text("FILE", "file", QuarantinedLine::file),
              Column.number("LINE", "line", QuarantinedLine::line),
              Column.text("REASON", "reason", QuarantinedLine::reason),
              Column.text("DETAIL", "detail", QuarantinedLine::detail),
              Column.shown(
                  "TEXT",
                  "text",
                  line ->
                      line.text().length() > SHOWN
                          ? line.text().substring(0, SHOWN) + "…"
                          : line.text(),
                  QuarantinedLine::text),
              Column.csvOnly("settledAt", QuarantinedLine::settledAt),
              Column.csvOnly("discardedBy", QuarantinedLine::discardedBy),
              Column.csvOnly("discardedBecause", QuarantinedLine::discardedBecause)));

  private final Context context;

  @Option(names = "--run", paramLabel = "ID", description = "Of one import.")
  private @Nullable Long run;

  @Option(names = "--reason", paramLabel = "WORDS", description = "Of one reason, as listed.")
  private @Nullable String reason;

  @Option(names = "--settled", description = "Those that were replayed or discarded, too.")
  private boolean settled;

  @Mixin private PageOptions pages = new PageOptions();

  @Mixin private ServerOptions server = new ServerOptions();

  QuarantineListCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Page<QuarantinedLine> page =
        server.accountant(context).quarantine(run, reason, settled, pages.limit(), pages.cursor());
    PageOptions.show(context, server, LISTING, page, "Nothing is in quarantine.");
    return ExitCode.OK;
  }
}
