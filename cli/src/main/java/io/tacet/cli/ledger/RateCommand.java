package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.ChargeRate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code rate}: lists the charge rates; its own verbs change them. */
@Command(
    name = "rate",
    description = {
      "Lists the charge rates: how much faster than the reference processor a machine is.",
      "A machine without one has rate 1.",
      ""
    },
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet rate",
      "  tacet rate set m1 1.9 --from 2026-01-01",
      "  tacet rate withdraw m1 2026-01-01"
    })
public final class RateCommand implements Callable<Integer> {

  static final Listing<ChargeRate> LISTING =
      new Listing<>(
          List.of(
              Column.text("MACHINE", "machine", ChargeRate::machine),
              Column.text("FROM", "from", ChargeRate::from),
              Column.number("RATE", "rate", rate -> rate.rate().toPlainString())));

  private final Context context;

  @Mixin private KnownOn known = new KnownOn();
  @Mixin private ServerOptions server = new ServerOptions();

  private RateCommand(Context context) {
    this.context = context;
  }

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new RateCommand(context))
        .addSubcommand(new RateSetCommand(context))
        .addSubcommand(
            new WithdrawCommand(
                context, (id, day) -> List.of("machines", id, "charge-rates", day)));
  }

  @Override
  public Integer call() {
    List<ChargeRate> rates =
        server.accountant(context).facts("charge-rates", known.day(), new TypeReference<>() {});
    server.answer(context).list(LISTING, rates, rates, "Every machine has rate 1.");
    return ExitCode.OK;
  }
}
