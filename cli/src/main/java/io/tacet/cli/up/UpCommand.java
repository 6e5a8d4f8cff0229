package io.tacet.cli.up;

import io.tacet.cli.connection.ConnectionFile;
import io.tacet.cli.connection.StateDirectory;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.HelpOption;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code up}. */
@Command(
    name = "up",
    description = {
      "Starts the whole system on this machine and stays until Ctrl-C.",
      "Kafka, PostgreSQL, a schema registry and a mail catcher, then scheduler, accountant and"
          + " notifier, then a worker for this machine. No Docker, no root. What it stores is there"
          + " again the next time.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet up",
      "  tacet up --secure                        try a locked installation",
      "  TACET_HOME=/var/tmp/tacet tacet up       keep the data elsewhere",
      "",
      "Then, in another terminal:",
      "  tacet submit --command 'sha256sum /bin/sh' --follow"
    })
public final class UpCommand implements Callable<Integer> {

  private static final String PROJECT = "default";

  private final Context context;

  @Option(
      names = "--machine",
      paramLabel = "ID",
      description = "What this machine is called. Else its host name.")
  private String machine = ThisMachine.id();

  @Option(
      names = "--secure",
      description = {
        "With every door locked: TLS to Kafka, PostgreSQL, the registry, the mail catcher and the"
            + " services, one user for each service and worker, ACLs for each, events signed.",
        "Certificates, passwords and keys are made in the subdirectory secure, where it keeps its own"
            + " data, too. Jobs still run as you: a locked worker of a real machine wants a user of their"
            + " own."
      })
  private boolean secure;

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  /** Runs in this process. */
  public UpCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Modules modules = Modules.of(context.launcher());
    StateDirectory state = context.state();
    try (OnlyOne hold = OnlyOne.of(state.path()).orElseThrow(() -> alreadyUp(state))) {
      StateDirectory own =
          secure
              ? new StateDirectory(state.resolve("secure"))
              : new StateDirectory(hold.directory());
      context.terminal().err().println("Starting Tacet in " + own.path());
      Plan plan = new Plan(modules, own.path(), machine, true, PROJECT, secure);
      try (Upkeep upkeep = Upkeep.start(plan, List.of(state), context)) {
        new Addresses(context.command(), upkeep.system(), context.terminal()).print();
        upkeep.await();
      }
      return ExitCode.OK;
    }
  }

  private static CommandFailure alreadyUp(StateDirectory state) {
    Optional<ConnectionFile.Entry> entry = state.connectionFile().read();
    return new CommandFailure(
        "it is up already"
            + entry
                .map(e -> ": " + e.scheduler() + ", process " + e.pid() + ".")
                .orElse(", or just starting or stopping."),
        "Its data are in " + state.path() + ".",
        "A second one beside it: set " + StateDirectory.VARIABLE + " to another directory.");
  }
}
