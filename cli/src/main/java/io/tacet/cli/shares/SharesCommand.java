package io.tacet.cli.shares;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.ProjectWeight;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code shares}. */
@Command(
    name = "shares",
    description = {
      "Lists the weights of projects in the queue, as announced last. Operators only.",
      "A weight is 1 + the PI's contribution in reference processors ÷ the PI's projects. A project"
          + " that is not listed has weight 1.",
      ""
    },
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "Examples:", "  tacet shares", "  tacet shares slurm tux --to-file shares.cfg"})
public final class SharesCommand implements Callable<Integer> {

  private static final Listing<ProjectWeight> LISTING =
      new Listing<>(
          List.of(
              Column.text("PROJECT", "project", ProjectWeight::project),
              Column.number("WEIGHT", "weight", row -> row.weight().toPlainString()),
              Column.shown(
                  "ANNOUNCED",
                  "announcedAt",
                  row -> Amounts.time(row.announcedAt()),
                  ProjectWeight::announcedAt)));

  private final Context context;

  @Mixin private ServerOptions server = new ServerOptions();

  private SharesCommand(Context context) {
    this.context = context;
  }

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new SharesCommand(context))
        .addSubcommand(new SlurmSharesCommand(context));
  }

  @Override
  public Integer call() {
    List<ProjectWeight> weights = server.accountant(context).weights();
    server.answer(context).list(LISTING, weights, weights, "Every project has weight 1.");
    return ExitCode.OK;
  }
}
