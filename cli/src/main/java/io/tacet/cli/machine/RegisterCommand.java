package io.tacet.cli.machine;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.ChargeRate;
import io.tacet.contract.rest.Machine;
import io.tacet.contract.rest.PutMachine;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code machine register}. */
@Command(
    name = "register",
    description = {
      "Registers a machine, or changes what is said of one.",
      "It gets a topic for its orders; then start a worker on it with this id. Operators only.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tacet machine register m1 --description 'rack 3' --mac 00:11:22:33:44:55 --rate 1.9"
    })
public final class RegisterCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(
      paramLabel = "ID",
      description = "Its id: a-z, 0-9 and -, at most 63 characters. Can't be changed later.")
  private String id = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "benchmarking (default: turbo, SMT and frequency scaling off), profiling (on) or"
              + " development (silence is reported, not judged).")
  private @Nullable String kind;

  @Option(names = "--description", paramLabel = "TEXT", description = "One line for people.")
  private @Nullable String description;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "What else to know of it. May be repeated.")
  private @Nullable Map<String, String> labels;

  @Option(
      names = "--queue-order",
      paramLabel = "ORDER",
      description = "Which job of a project is next: fifo (default) or random.")
  private @Nullable String queueOrder;

  @Option(
      names = "--mac",
      paramLabel = "ADDRESS",
      split = ",",
      description =
          "MAC address of the network card that wakes it, e.g. 00:11:22:33:44:55. May be"
              + " repeated.")
  private @Nullable List<String> macAddresses;

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description =
          "Public half of the key it signs its events with; as machine key does, which tells more.")
  private @Nullable Path publicKey;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description =
          "Its charge rate from today on, e.g. 1.9; said to the accountant, as tacet rate set"
              + " does.")
  private @Nullable BigDecimal rate;

  @Mixin private ServerOptions server = new ServerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs in this process. */
  public RegisterCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String half = publicKey == null ? null : PublicKeyFile.read(publicKey, spec);
    PutMachine body =
        new PutMachine(
            description,
            kind == null ? null : kind.toUpperCase(Locale.ROOT),
            labels,
            queueOrder == null ? null : queueOrder.toUpperCase(Locale.ROOT),
            macAddresses == null ? null : List.copyOf(macAddresses));
    Machine machine = server.scheduler(context).putMachine(id, body);
    if (half != null) {
      machine = server.scheduler(context).putMachineKey(id, half, null);
    }
    if (rate != null) {
      setRate(rate);
    }
    if (server.output() == OutputFormat.TABLE) {
      context.terminal().out().println("Machine " + machine.id() + " is registered.");
    } else {
      server.answer(context).list(MachineListing.LISTING, List.of(machine), machine, "");
    }
    return ExitCode.OK;
  }

  private void setRate(BigDecimal value) {
    String today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC).toString();
    ChargeRate unused =
        server
            .accountant(context)
            .say(
                List.of("machines", id, "charge-rates", today),
                Map.of("rate", value),
                new TypeReference<>() {});
  }
}
