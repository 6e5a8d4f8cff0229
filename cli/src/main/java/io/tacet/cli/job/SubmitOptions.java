package io.tacet.cli.job;

import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.words.LengthOfTime;
import io.tacet.contract.rest.SubmitJob;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that describe a job. Filled by the command line; for one thread. */
public final class SubmitOptions {

  private static final Set<String> THRESHOLDS = Set.of("error", "warn", "info");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private ScenarioOptions scenario = new ScenarioOptions();

  @Parameters(
      paramLabel = "WORD",
      arity = "0..*",
      description = "The command to measure, word by word, after --.")
  private @Nullable List<String> words;

  @Option(
      names = {"-m", "--machine"},
      paramLabel = "ID",
      description = "Where to measure; not needed while there is one machine only.")
  private @Nullable String machine;

  @Option(names = "--name", paramLabel = "TEXT", description = "A name for people.")
  private @Nullable String name;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      converter = LengthOfTime.class,
      description = "Longest run time of all phases, e.g. 90s, 15m, 2h. Else an hour.")
  private @Nullable Duration timeLimit;

  @Option(names = "--interruptible", description = "A cancel may stop it between two phases.")
  private boolean interruptible;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "How often to try if the machine breaks down, 1 to 10. Else 3.")
  private @Nullable Integer attempts;

  @Option(
      names = "--check-threshold",
      paramLabel = "LEVEL",
      description =
          "Don't measure while a system check of this level or above is not met: error, warn or"
              + " info. Else what the machine is configured for.")
  private @Nullable String checkThreshold;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description =
          "Instead of a machine: what it must have, e.g. gpu=nvidia or kind=benchmarking. The first"
              + " that is free takes the job. May be repeated.")
  private @Nullable Map<String, String> labels;

  @Option(
      names = "--priority",
      paramLabel = "N",
      description = "-10 to 10, the highest goes first. Else 0; above 0 for operators only.")
  private @Nullable Integer priority;

  @Option(names = "--hold", description = "It waits until it is released: tacet release JOB.")
  private boolean hold;

  @Option(
      names = "--after",
      paramLabel = "JOB",
      split = ",",
      description = "It runs when this job has finished. May be repeated.")
  private @Nullable List<String> after;

  @Option(
      names = "--after-any",
      description =
          "It runs when those jobs are over, finished or not; else it is cancelled"
              + " with one that does not finish.")
  private boolean afterAny;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description =
          "If it has not begun by then it fails: from now (90m, 12h), or a time such as"
              + " 2026-12-01T06:00:00Z.")
  private @Nullable String deadline;

  @Option(
      names = "--window",
      paramLabel = "ID",
      description = "It waits until this start window is open, e.g. while the sun shines.")
  private @Nullable String window;

  @Option(
      names = "--window-wait",
      paramLabel = "TIME",
      converter = LengthOfTime.class,
      description = "With --window: after this it starts anyway, e.g. 24h. Else it waits for ever.")
  private @Nullable Duration windowWait;

  /**
   * What to send, for the machine that was named or the only one there is.
   *
   * @throws ParameterException when the options do not make a job
   * @throws io.tacet.cli.failure.CommandFailure when a file can't be read, or nobody has said which
   *     machine
   */
  public SubmitJob job(SchedulerApi scheduler, Instant now) {
    return job(machine == null && labels == null ? OnlyMachine.of(scheduler) : machine, now);
  }

  /**
   * What to send.
   *
   * @param machine where to measure; null with labels
   * @param now what a deadline counts from
   * @throws ParameterException when the options do not make a job
   * @throws io.tacet.cli.failure.CommandFailure when a file can't be read
   */
  private SubmitJob job(@Nullable String machine, Instant now) {
    ScenarioOptions.Work work = scenario.work(words, spec.commandLine());
    if (windowWait != null && window == null) {
      throw usage("--window-wait is of no use without --window.");
    }
    if (checkThreshold != null && !THRESHOLDS.contains(checkThreshold)) {
      throw usage("--check-threshold must be error, warn or info.");
    }
    return new SubmitJob(
        name,
        machine,
        work.project(),
        work.command(),
        work.scenario(),
        work.source(),
        work.variables(),
        timeLimit == null ? null : timeLimit.toSeconds(),
        interruptible ? true : null,
        attempts,
        checkThreshold,
        labels == null ? null : new LinkedHashMap<>(labels),
        priority,
        hold ? true : null,
        after,
        afterAny ? true : null,
        deadline == null ? null : latestStart(deadline, now),
        window,
        windowWait == null ? null : windowWait.toSeconds());
  }

  /** Whether nothing says what to measure. */
  boolean isEmpty() {
    return words == null && scenario.isEmpty();
  }

  private Instant latestStart(String text, Instant now) {
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : now.plus(new LengthOfTime().convert(text));
    } catch (DateTimeParseException | TypeConversionException e) {
      throw usage(
          "--deadline: '"
              + text
              + "' is no time; write for example 90m, 12h or 2026-12-01T06:00:00Z.");
    }
  }

  /** Checks what can be checked before any server is asked. */
  public void check(Instant now) {
    if (labels != null && machine != null) {
      throw usage("--machine and --label: say only one of them.");
    }
    job(labels == null ? "unchecked" : null, now);
    scenario.check();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
