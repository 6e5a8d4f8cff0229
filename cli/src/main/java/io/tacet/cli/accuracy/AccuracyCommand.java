package io.tacet.cli.accuracy;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.AccuracyControl;
import io.tacet.contract.rest.Page;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code accuracy}: lists controls; its own verbs set them up and show them. */
@Command(
    name = "accuracy",
    description = {
      "Lists the machines whose accuracy is controlled: a workload is measured again and again, and",
      "a machine whose values spread or drift goes into quarantine.",
      ""
    },
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet accuracy",
      "  tacet accuracy set m1 --repo https://example.org/control.git --metric"
          + " psu_energy_ac_mcp_machine",
      "  tacet accuracy windows m1"
    })
public final class AccuracyCommand implements Callable<Integer> {

  private final Context context;

  @Mixin private ServerOptions server = new ServerOptions();

  private AccuracyCommand(Context context) {
    this.context = context;
  }

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new AccuracyCommand(context))
        .addSubcommand(new SetCommand(context))
        .addSubcommand(new ShowAccuracyCommand(context))
        .addSubcommand(new WindowsCommand(context))
        .addSubcommand(new CheckAccuracyCommand(context))
        .addSubcommand(new RemoveCommand(context));
  }

  @Override
  public Integer call() {
    Page<AccuracyControl> page = new AccuracyApi(server.scheduler(context).rest()).list();
    server
        .answer(context)
        .list(
            AccuracyText.LISTING,
            page.items(),
            page,
            "No machine is controlled. Set it up: tacet accuracy set MACHINE");
    return ExitCode.OK;
  }
}
