package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Machine;
import io.tacet.contract.rest.PutMachine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      "  tacet machine register m1 --kind benchmarking --description 'rack 3, no turbo'"
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

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public RegisterCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    PutMachine body =
        new PutMachine(
            description,
            kind == null ? null : kind.toUpperCase(Locale.ROOT),
            labels,
            queueOrder == null ? null : queueOrder.toUpperCase(Locale.ROOT));
    Machine machine = server.scheduler(context).putMachine(id, body);
    if (server.output() == OutputFormat.TABLE) {
      context.terminal().out().println("Machine " + machine.id() + " is registered.");
    } else {
      server.answer(context).list(MachineListing.LISTING, List.of(machine), machine, "");
    }
    return ExitCode.OK;
  }
}
