package io.tacet.cli.accuracy;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.AccuracyControl;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code accuracy show}. */
@Command(
    name = "show",
    description = {"Shows the accuracy control of a machine, with the last values.", ""},
    footer = {"", "Example:", "  tacet accuracy show m1"})
final class ShowAccuracyCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "MACHINE", description = "Id of the machine.")
  private String machine = "";

  @Mixin private ServerOptions server = new ServerOptions();

  ShowAccuracyCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    AccuracyControl control = new AccuracyApi(server.scheduler(context).rest()).show(machine);
    if (server.output() == OutputFormat.TABLE) {
      AccuracyText.write(control, context.terminal());
    } else {
      server.answer(context).list(AccuracyText.LISTING, List.of(control), control, "");
    }
    return ExitCode.OK;
  }
}
