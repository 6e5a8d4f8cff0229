package io.tacet.worker.gate.command;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;
import io.tacet.worker.config.WorkerConfig;
import io.tacet.worker.gate.GateConfig;
import io.tacet.worker.gate.GateSettings;
import io.tacet.worker.gate.check.Checked;
import io.tacet.worker.gate.check.Host;
import io.tacet.worker.gate.check.SystemChecks;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.stop.StoppedException;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The subcommand {@code check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes all system checks now and says what was found and what to do.",
      "",
      "Needs neither brokers nor the id of the machine. A check that is not met keeps jobs out if"
          + " its level is at or above the threshold; what cannot be seen on this machine keeps"
          + " nothing out unless the threshold is info. A machine of kind development is reported,"
          + " not judged."
    },
    footer = {
      "",
      "Examples:",
      "  tacet-worker check",
      "  tacet-worker check --kind profiling --threshold warn",
      "  tacet-worker check --output json | jq '.checks[] | select(.result == \"not-met\")'",
      "",
      "Exit codes: 0 fit to measure, 1 not fit, 2 wrong usage or configuration."
    })
public class CheckCommand implements Callable<Integer> {

  private static final int UNFIT = 1;
  private static final int USAGE = 2;

  /** How it is shown. */
  enum Output {
    /** For people. */
    table,
    /** For programs. */
    json
  }

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "benchmarking, profiling or development. Else what is configured.")
  @Nullable String kind;

  @Option(
      names = "--threshold",
      paramLabel = "LEVEL",
      description = "error, warn or info. Else what is configured.")
  @Nullable String threshold;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table or json [table].")
  Output output = Output.table;

  @Spec CommandSpec spec = CommandSpec.create();

  private final WorkerConfig config;
  private final GateConfig gate;

  /** By injection. */
  @Inject
  public CheckCommand(WorkerConfig config, GateConfig gate) {
    this.config = config;
    this.gate = gate;
  }

  @Override
  public Integer call() throws StoppedException {
    List<String> problems = new ArrayList<>(GateSettings.problems(gate));
    MachineKind ofKind = Words.kind(kind, config.kind(), problems);
    CheckLevel from = Words.level(threshold, gate.checkThreshold(), problems);
    if (!problems.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      problems.forEach(err::println);
      err.flush();
      return USAGE;
    }
    CheckReport report = new CheckReport(ofKind, from, made(ofKind));
    PrintWriter out = spec.commandLine().getOut();
    out.print(output == Output.json ? report.json() : report.table());
    out.flush();
    return report.isFit() ? 0 : UNFIT;
  }

  private List<Checked> made(MachineKind ofKind) throws StoppedException {
    GateSettings settings = GateSettings.of(gate);
    SystemChecks checks =
        SystemChecks.of(
            new Host(config.procRoot(), config.sysRoot(), settings.runRoot(), config.stateDir()),
            ofKind,
            settings.limits(),
            InstantSource.system(),
            System::nanoTime);
    checks.begin();
    new StopRequest(Duration.ZERO).pause(checks.missing());
    List<Checked> all = new ArrayList<>(checks.run());
    all.add(TemperatureRow.of(config));
    return all;
  }
}
