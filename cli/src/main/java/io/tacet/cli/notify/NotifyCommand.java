package io.tacet.cli.notify;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.HelpOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code notify}, whose own verb does the work. */
@Command(
    name = "notify",
    description = {"Sees whether mail arrives.", ""},
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n")
public final class NotifyCommand implements Runnable {

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private NotifyCommand() {}

  /** The verb with its own. */
  public static CommandLine of(Context context) {
    return new CommandLine(new NotifyCommand()).addSubcommand(new TestCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: test.");
  }
}
