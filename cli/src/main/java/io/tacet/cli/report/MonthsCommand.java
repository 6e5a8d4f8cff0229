package io.tacet.cli.report;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.MonthlyReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code report months}. */
@Command(
    name = "months",
    description = {
      "Lists the months whose report went to the PIs by itself, the newest first. Operators only.",
      "The oldest is the month before the accountant began: it went to nobody.",
      ""
    },
    footer = {"", "Example:", "  tacet report months"})
final class MonthsCommand implements Callable<Integer> {

  private static final Listing<MonthlyReport> LISTING =
      new Listing<>(
          List.of(
              Column.text("MONTH", "month", MonthlyReport::month),
              Column.text("ZONE", "zone", MonthlyReport::zone),
              Column.shown(
                  "MADE", "madeAt", row -> Amounts.time(row.madeAt()), MonthlyReport::madeAt),
              Column.number("PIS TOLD", "notices", MonthlyReport::notices)));

  private final Context context;

  @Mixin private ServerOptions server = new ServerOptions();

  MonthsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<MonthlyReport> months = server.accountant(context).months();
    server.answer(context).list(LISTING, months, months, "No month has been reported yet.");
    return ExitCode.OK;
  }
}
