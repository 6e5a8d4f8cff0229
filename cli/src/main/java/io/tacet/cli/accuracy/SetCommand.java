package io.tacet.cli.accuracy;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.job.ScenarioOptions;
import io.tacet.cli.output.OutputFormat;
import io.tacet.cli.words.LengthOfTime;
import io.tacet.contract.rest.AccuracyControl;
import io.tacet.contract.rest.PutAccuracy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code accuracy set}. */
@Command(
    name = "set",
    description = {
      "Sets up the accuracy control of a machine, or changes it; it is measured at once.",
      "Operators only.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet accuracy set m1 --repo https://example.org/control.git --ref main \\",
      "        --metric psu_energy_ac_mcp_machine --threshold 1",
      "  tacet accuracy set m1 --file control.yml --metric phase_time --every 12h --drift 2",
      "",
      "Set up again, it begins anew and without a reference."
    })
final class SetCommand implements Callable<Integer> {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Context context;

  @Parameters(paramLabel = "MACHINE", description = "Id of the machine.")
  private String machine = "";

  @Option(
      names = "--metric",
      required = true,
      paramLabel = "METRIC",
      description = "A headline metric that must keep to it; each of its details. May be repeated.")
  private List<String> metrics = List.of();

  @Option(
      names = "--phase",
      paramLabel = "PHASE",
      description = "The phase it is taken of. Else RUNTIME.")
  private @Nullable String phase;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = LengthOfTime.class,
      description = "How often to measure, e.g. 6h. Else 6h.")
  private @Nullable Duration every;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Over how many of the last runs. Else 5.")
  private @Nullable Integer window;

  @Option(
      names = "--least",
      paramLabel = "N",
      description = "From how many runs on there is a verdict. Else 3.")
  private @Nullable Integer least;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description =
          "Largest standard deviation, in percent of the mean; with --absolute in the metric's"
              + " unit. Else 1 %%.")
  private @Nullable BigDecimal threshold;

  @Option(
      names = "--drift",
      paramLabel = "N",
      description =
          "Largest distance of the mean from the reference, likewise. Else three times the"
              + " threshold.")
  private @Nullable BigDecimal drift;

  @Option(names = "--absolute", description = "--threshold and --drift are in the metric's unit.")
  private boolean absolute;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ScenarioOptions workload = new ScenarioOptions();
  @Mixin private ServerOptions server = new ServerOptions();

  SetCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    PutAccuracy plan =
        new PutAccuracy(
            workload.job(spec.commandLine()),
            every == null ? null : every.toSeconds(),
            window,
            least,
            absolute ? "ABSOLUTE" : null,
            bound(threshold),
            bound(drift),
            phase,
            metrics.stream()
                .<PutAccuracy.@Nullable Metric>map(
                    name -> new PutAccuracy.Metric(name, null, null, null))
                .toList());
    AccuracyControl control = new AccuracyApi(server.scheduler(context).rest()).put(machine, plan);
    if (server.output() == OutputFormat.TABLE) {
      context
          .terminal()
          .out()
          .println(
              "Machine "
                  + control.machine()
                  + " is controlled: over the last "
                  + control.plan().window()
                  + " runs, one every "
                  + control.plan().everySeconds()
                  + " s.");
    } else {
      server.answer(context).list(AccuracyText.LISTING, List.of(control), control, "");
    }
    return ExitCode.OK;
  }

  private @Nullable BigDecimal bound(@Nullable BigDecimal said) {
    return said == null || absolute ? said : said.divide(HUNDRED);
  }
}
