package io.tacet.cli.usage;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.RollupCheck;
import io.tacet.contract.rest.RollupCheck.Difference;
import java.util.List;

/** How the comparison of daily sums and records is shown. */
final class RollupListing {

  private static final Listing<Difference> LISTING =
      new Listing<>(
          List.of(
              Column.text("DAY", "day", Difference::day),
              Column.text("MACHINE", "machine", Difference::machine),
              Column.text("PROJECT", "project", Difference::project),
              Column.text("USER", "user", Difference::user),
              Column.text("KEPT", "kept", Difference::kept),
              Column.text("COUNTED", "counted", Difference::counted)));

  private RollupListing() {}

  static void show(Context context, ServerOptions server, RollupCheck check, String sentence) {
    if (server.output() == OutputFormat.TABLE) {
      context.terminal().out().println(sentence);
    }
    if (server.output() != OutputFormat.TABLE || check.wrong() > 0) {
      server.answer(context).list(LISTING, check.differences(), check, "");
    }
  }
}
