package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Quota;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verb {@code quota}. */
@Command(
    name = "quota",
    description = {
      "How long a user may measure on a machine each month (UTC). Without a quota: as long as there"
          + " is time.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet quota show",
      "  tacet quota show --user ada",
      "  tacet quota set ada m1 10h",
      "  tacet quota set ada m1 none"
    })
public final class QuotaCommand extends Group {

  static final Listing<Quota> LISTING =
      new Listing<>(
          List.of(
              Column.text("USER", "user", Quota::user),
              Column.text("MACHINE", "machine", Quota::machine),
              Column.text("MONTH", "month", Quota::month),
              Column.number("PER MONTH s", "secondsPerMonth", Quota::secondsPerMonth),
              Column.amount(
                  "USED s",
                  "usedSeconds",
                  quota -> Amounts.measured(quota.usedSeconds()),
                  Quota::usedSeconds),
              Column.amount(
                  "RESERVED s",
                  "reservedSeconds",
                  quota -> Amounts.measured(quota.reservedSeconds()),
                  Quota::reservedSeconds),
              Column.amount(
                  "LEFT s",
                  "leftSeconds",
                  quota -> Amounts.measured(quota.leftSeconds()),
                  Quota::leftSeconds),
              Column.number("WAITING", "waitingJobs", Quota::waitingJobs),
              Column.csvOnly("renewedAt", Quota::renewedAt),
              Column.csvOnly("setBy", Quota::setBy)));

  private QuotaCommand() {}

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new QuotaCommand())
        .addSubcommand(new QuotaShowCommand(context))
        .addSubcommand(new QuotaSetCommand(context));
  }
}
