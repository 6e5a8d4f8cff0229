package io.tacet.cli.accuracy;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ReasonOption;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.AccuracyControl;
import io.tacet.contract.rest.CheckAccuracy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code accuracy check}. */
@Command(
    name = "check",
    description = {
      "Measures a machine's control workload anew, now, in quarantine, too.",
      "If it passes, a quarantine by accuracy control is over. Operators only.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet accuracy check m1 --reason 'new fan'",
      "  tacet accuracy check m1 --new-reference --reason 'new power supply, 3 % better'"
    })
final class CheckAccuracyCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "MACHINE", description = "Id of the machine.")
  private String machine = "";

  @Option(
      names = "--new-reference",
      description = "What is measured now is what later windows are compared with.")
  private boolean newReference;

  @Mixin private ReasonOption reason = new ReasonOption();

  @Mixin private ServerOptions server = new ServerOptions();

  CheckAccuracyCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    AccuracyControl control =
        new AccuracyApi(server.scheduler(context).rest())
            .check(machine, new CheckAccuracy(reason.given(), newReference ? true : null));
    context
        .terminal()
        .out()
        .println(
            "Machine "
                + control.machine()
                + " is measured anew: at least "
                + control.plan().least()
                + " runs.");
    context.terminal().err().println("See it: tacet accuracy show " + control.machine());
    return ExitCode.OK;
  }
}
