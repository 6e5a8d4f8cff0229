package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.Contribution;
import io.tacet.contract.rest.PutContribution;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code contribution set}. */
@Command(
    name = "set",
    description = {
      "Says what was paid for, by whom, from a day on. 0 processors: over. Operators only.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tacet contribution set blades --processors 12 --rate 1.9 --share ada=0.5 --share bob=0.5"
    })
final class ContributionSetCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Name of the contribution.")
  private String id = "";

  @Option(
      names = "--processors",
      required = true,
      paramLabel = "N",
      description = "How many processors.")
  private int processors;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "1",
      description = "Charge rate of each (default: 1).")
  private BigDecimal rate = BigDecimal.ONE;

  @Option(
      names = "--share",
      required = true,
      paramLabel = "PI=SHARE",
      description = "Share of a PI, e.g. ada=0.5; may be repeated; together 1.")
  private Map<String, BigDecimal> shares = Map.of();

  @Option(
      names = "--cluster",
      paramLabel = "ID",
      description = "The cluster it was paid for; else it counts in reports on everything only.")
  private @Nullable String cluster;

  @Mixin private FromDay from = new FromDay();
  @Mixin private ServerOptions server = new ServerOptions();

  ContributionSetCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Contribution set =
        server
            .accountant(context)
            .say(
                List.of("contributions", id, from.orToday(context).toString()),
                new PutContribution(cluster, processors, rate, shares),
                new TypeReference<>() {});
    server.answer(context).list(ContributionCommand.LISTING, List.of(set), set, "");
    return ExitCode.OK;
  }
}
