package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.PageOptions;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.MachineEvent;
import io.tacet.contract.rest.Page;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code machine history}. */
@Command(
    name = "history",
    description = {
      "Lists what a machine reported and who changed what of it, the newest first.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet machine history m1",
      "  tacet machine history m1 --changes      the change log alone",
      "  tacet machine history m1 --reports -o csv --limit 500"
    })
public final class HistoryCommand implements Callable<Integer> {

  private static final Listing<MachineEvent> LISTING =
      new Listing<>(
          List.of(
              Column.shown("AT", "at", row -> Amounts.time(row.at()), MachineEvent::at),
              Column.csvOnly("kind", MachineEvent::kind),
              Column.text("BY", "by", MachineEvent::by),
              Column.text("WHAT", "what", MachineEvent::what),
              Column.text("WAS", "was", MachineEvent::was),
              Column.text("IS", "now", MachineEvent::now),
              Column.text("JOB", "jobId", MachineEvent::jobId),
              Column.text("MESSAGE", "message", MachineEvent::message)));

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Id of the machine.")
  private String id = "";

  @Option(names = "--changes", description = "Only what people and the scheduler changed.")
  private boolean changes;

  @Option(names = "--reports", description = "Only what the machine reported.")
  private boolean reports;

  @Mixin private PageOptions pages = new PageOptions();

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public HistoryCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String kind = changes == reports ? null : changes ? "CHANGE" : "REPORT";
    Page<MachineEvent> page =
        server.scheduler(context).machineHistory(id, kind, pages.limit(), pages.cursor());
    PageOptions.show(context, server, LISTING, page, "Nothing is known of it yet.");
    return ExitCode.OK;
  }
}
