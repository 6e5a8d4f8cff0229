package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.ChargeRate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code rate set}. */
@Command(
    name = "set",
    description = {
      "Sets the charge rate of a machine from a day on; past reports follow. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet rate set m1 1.9 --from 2026-01-01"})
final class RateSetCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "MACHINE", description = "Id of the machine.")
  private String machine = "";

  @Parameters(
      index = "1",
      paramLabel = "RATE",
      description = "How much faster than the reference processor, e.g. 1.9.")
  private BigDecimal rate = BigDecimal.ONE;

  @Mixin private FromDay from = new FromDay();
  @Mixin private ServerOptions server = new ServerOptions();

  RateSetCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ChargeRate set =
        server
            .accountant(context)
            .say(
                List.of("machines", machine, "charge-rates", from.orToday(context).toString()),
                Map.of("rate", rate),
                new TypeReference<>() {});
    server.answer(context).list(RateCommand.LISTING, List.of(set), set, "");
    return ExitCode.OK;
  }
}
