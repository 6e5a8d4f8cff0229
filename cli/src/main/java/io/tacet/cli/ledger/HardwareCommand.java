package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Hardware;
import io.tacet.contract.rest.PutHardware;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code cluster hardware}: lists processors, or sets those of a machine. */
@Command(
    name = "hardware",
    description = {
      "Lists the processors of the machines; with MACHINE and PROCESSORS sets them from a day on.",
      "They are what utilization is measured against. 0: taken out. Setting: operators only.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet cluster hardware",
      "  tacet cluster hardware m1 64 --from 2026-01-01",
      "  tacet cluster hardware m1 64 --disabled --from 2026-03-01"
    })
final class HardwareCommand implements Callable<Integer> {

  private static final Listing<Hardware> LISTING =
      new Listing<>(
          List.of(
              Column.text("MACHINE", "machine", Hardware::machine),
              Column.text("FROM", "from", Hardware::from),
              Column.number("PROCESSORS", "processors", Hardware::processors),
              Column.shown(
                  "ENABLED", "enabled", row -> row.enabled() ? "yes" : "no", Hardware::enabled)));

  private final Context context;

  @Parameters(index = "0", arity = "0..1", paramLabel = "MACHINE", description = "Id of a machine.")
  private @Nullable String machine;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PROCESSORS",
      description = "How many it has; without them, its hardware is listed.")
  private @Nullable Integer processors;

  @Option(names = "--disabled", description = "Installed, but can't work.")
  private boolean disabled;

  @Mixin private FromDay from = new FromDay();
  @Mixin private KnownOn known = new KnownOn();
  @Mixin private ServerOptions server = new ServerOptions();

  HardwareCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (machine == null || processors == null) {
      List<Hardware> all =
          server
              .accountant(context)
              .facts("hardware", known.day(), new TypeReference<List<Hardware>>() {})
              .stream()
              .filter(row -> machine == null || row.machine().equals(machine))
              .toList();
      server.answer(context).list(LISTING, all, all, "No hardware is known.");
      return ExitCode.OK;
    }
    Hardware set =
        server
            .accountant(context)
            .say(
                List.of("machines", machine, "hardware", from.orToday(context).toString()),
                new PutHardware(processors, !disabled),
                new TypeReference<>() {});
    server.answer(context).list(LISTING, List.of(set), set, "");
    return ExitCode.OK;
  }
}
