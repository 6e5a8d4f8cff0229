package io.tacet.cli.demo;

import io.tacet.cli.connection.StateDirectory;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.HelpOption;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.job.JobFollower;
import io.tacet.cli.job.JobReport;
import io.tacet.cli.job.JobText;
import io.tacet.cli.job.ReportReader;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Json;
import io.tacet.cli.terminal.Terminal;
import io.tacet.cli.up.Addresses;
import io.tacet.cli.up.LocalSystem;
import io.tacet.cli.up.Modules;
import io.tacet.cli.up.OnlyOne;
import io.tacet.cli.up.Plan;
import io.tacet.cli.up.ThisMachine;
import io.tacet.cli.up.Upkeep;
import io.tacet.contract.rest.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code demo}. */
@Command(
    name = "demo",
    description = {
      "Shows all of it at work: starts everything on this machine, measures a real workload, shows"
          + " result, silence, mail and bill, and stays up until Ctrl-C.",
      "It begins from nothing each time and leaves what tacet up keeps alone.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet demo",
      "  tacet demo --once                    end when the result is there",
      "  tacet demo --once --json | jq .silence"
    })
public final class DemoCommand implements Callable<Integer> {

  private static final String PROJECT = "demo";
  private static final Duration BOOKED_LIMIT = Duration.ofSeconds(30);

  private final Context context;

  @Option(names = "--once", description = "End when the result is there.")
  private boolean once;

  @Option(
      names = "--json",
      description =
          "Write one JSON object, on one line, to standard output; all else to standard error.")
  private boolean json;

  @Option(
      names = "--secure",
      description = "With every door locked: TLS, users, ACLs (see tacet up --help).")
  private boolean secure;

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  /** Runs in this process. */
  public DemoCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Modules modules = Modules.of(context.launcher());
    Workload workload = Workload.of(modules.directory());
    StateDirectory usual = context.state();
    StateDirectory own = new StateDirectory(usual.resolve("demo"));
    try (OnlyOne hold = OnlyOne.of(own.path()).orElseThrow(() -> alreadyUp(own))) {
      Optional<OnlyOne> besides = OnlyOne.of(usual.path());
      List<StateDirectory> announced = new ArrayList<>(List.of(own));
      besides.ifPresent(alone -> announced.add(usual));
      FreshDirectory.empty(own.path());
      context.terminal().err().println("Starting Tacet in " + hold.directory());
      Plan plan = new Plan(modules, own.path(), ThisMachine.id(), false, PROJECT, secure);
      try (Upkeep upkeep = Upkeep.start(plan, announced, context)) {
        boolean finished = run(upkeep, workload);
        if (!once) {
          upkeep.await();
        }
        return finished ? ExitCode.OK : ExitCode.FAILURE;
      } finally {
        besides.ifPresent(OnlyOne::close);
      }
    }
  }

  private boolean run(Upkeep upkeep, Workload workload) {
    LocalSystem system = upkeep.system();
    Terminal story = json ? context.terminal().allToErr() : context.terminal();
    Job submitted = system.scheduler().submit(workload.job(system.plan().machine(), PROJECT));
    context.terminal().err().println();
    context
        .terminal()
        .err()
        .println(
            "Measuring: gzip compresses "
                + Amounts.bytes((double) workload.bytes())
                + " of "
                + workload.input()
                + " at three levels, three times over.");
    Job ended = new JobFollower(system.scheduler(), context).follow(submitted.id());
    JobReport report =
        new ReportReader(system.scheduler(), system.accountant()).read(ended, BOOKED_LIMIT);
    if (!ended.state().equals("FINISHED")) {
      new JobText(story).all(report, false);
      return false;
    }
    DemoResult result = DemoResult.of(report, MailWait.about(ended.id(), system.cluster().mail()));
    new DemoText(story).print(result, report);
    if (!once) {
      new Addresses(context.command(), system, story).print();
    }
    if (json) {
      context.terminal().out().println(Json.line(result));
      context.terminal().flush();
    }
    return true;
  }

  private static CommandFailure alreadyUp(StateDirectory state) {
    return new CommandFailure(
        "a demo is up already"
            + state
                .connectionFile()
                .read()
                .map(e -> ": " + e.scheduler() + ", process " + e.pid() + ".")
                .orElse(", or just starting or stopping."),
        "Stop it with Ctrl-C where it runs, or kill that process.");
  }
}
