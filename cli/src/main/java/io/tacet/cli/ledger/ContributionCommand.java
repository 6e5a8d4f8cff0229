package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Contribution;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code contribution}: lists what was paid for; its own verbs change it. */
@Command(
    name = "contribution",
    description = {
      "Lists what PIs paid for. Points are processors × rate × 100; each PI has a share of them.",
      ""
    },
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet contribution",
      "  tacet contribution set blades --processors 12 --rate 1.9 --share ada=0.5 --share bob=0.5",
      "  tacet contribution withdraw blades 2026-01-01"
    })
public final class ContributionCommand implements Callable<Integer> {

  static final Listing<Contribution> LISTING =
      new Listing<>(
          List.of(
              Column.text("CONTRIBUTION", "id", Contribution::id),
              Column.text("FROM", "from", Contribution::from),
              Column.text("CLUSTER", "cluster", Contribution::cluster),
              Column.number("PROCESSORS", "processors", Contribution::processors),
              Column.number("RATE", "rate", row -> row.rate().toPlainString()),
              Column.number("POINTS", "points", row -> row.points().toPlainString()),
              Column.text("SHARES", "shares", ContributionCommand::shares)));

  private final Context context;

  @Mixin private KnownOn known = new KnownOn();
  @Mixin private ServerOptions server = new ServerOptions();

  private ContributionCommand(Context context) {
    this.context = context;
  }

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new ContributionCommand(context))
        .addSubcommand(new ContributionSetCommand(context))
        .addSubcommand(
            new WithdrawCommand(context, (id, day) -> List.of("contributions", id, day)));
  }

  @Override
  public Integer call() {
    List<Contribution> all =
        server.accountant(context).facts("contributions", known.day(), new TypeReference<>() {});
    server
        .answer(context)
        .list(LISTING, all, all, "Nobody has contributed. Say so: tacet contribution set ID");
    return ExitCode.OK;
  }

  private static String shares(Contribution row) {
    return row.shares().entrySet().stream()
        .map(share -> share.getKey() + "=" + share.getValue().toPlainString())
        .collect(Collectors.joining(" "));
  }
}
