package io.tacet.cli.schedule;

import io.tacet.cli.api.Tagged;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.OutputFormat;
import io.tacet.cli.words.LengthOfTime;
import io.tacet.contract.rest.Schedule;
import io.tacet.contract.rest.ScheduleTiming;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.contract.rest.SubmitSchedule;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code schedule edit}. */
@Command(
    name = "edit",
    description = {
      "Changes a schedule; what is not said stays, and so does what it has fired.",
      "Another timing keeps the time zone unless --zone goes with it, and the watched repository",
      "unless --watch does.",
      "With another timing it counts from now on: what was due by the old one is left out, and a",
      "repository is looked at anew. If somebody else changes it at the same time, nothing is done.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet schedule edit 0J5RXK2M9QZ1A --daily 04:30 --zone Europe/Berlin",
      "  tacet schedule edit 0J5RXK2M9QZ1A --repeat 5 --missed skip",
      "  tacet schedule edit 0J5RXK2M9QZ1A -m m2 -- ./bench --long"
    })
final class EditCommand implements Callable<Integer> {

  private static final String COMMIT = "COMMIT";
  private static final String TAG = "TAG";

  private final Context context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "SCHEDULE", description = "Id of the schedule.")
  private String id = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "WORD",
      description = "Another command to measure, word by word, after --, in place of what it was.")
  private @Nullable List<String> words;

  @Mixin private TimingOptions timing = new TimingOptions();

  @Option(names = "--name", paramLabel = "TEXT", description = "Another name for people.")
  private @Nullable String name;

  @Option(names = "--repeat", paramLabel = "N", description = "How often to measure each time.")
  private @Nullable Integer repeat;

  @Option(
      names = "--missed",
      paramLabel = "RULE",
      description = "What is done about missed firings: run-once, skip or run-all.")
  private @Nullable String missed;

  @Option(
      names = {"-m", "--machine"},
      paramLabel = "ID",
      description = "Where to measure, in place of machine or labels.")
  private @Nullable String machine;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      converter = LengthOfTime.class,
      description = "Longest run time of all phases, e.g. 90s, 15m, 2h.")
  private @Nullable Duration timeLimit;

  @Option(names = "--priority", paramLabel = "N", description = "-10 to 10.")
  private @Nullable Integer priority;

  @Mixin private ServerOptions server = new ServerOptions();

  EditCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean another =
        Stream.of(words, name, repeat, missed, machine, timeLimit, priority)
            .anyMatch(Objects::nonNull);
    if (!another && timing.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "say what to change, e.g. --daily 04:30 or --repeat 3.");
    }
    ScheduleTiming when = timing.isEmpty() ? null : timing.timing();
    ScheduleApi api = new ScheduleApi(server.scheduler(context).rest());
    Tagged<Schedule> read = api.tagged(id);
    Schedule was = read.value();
    SubmitJob job = job(was.job());
    Schedule changed =
        api.change(
            read,
            new SubmitSchedule(
                name == null ? was.name() : name,
                job,
                repeat == null ? Integer.valueOf(was.repeat()) : repeat,
                when == null ? was.timing() : withWhatStays(was.timing(), when, job),
                missed == null ? was.missed() : missed));
    if (server.output() == OutputFormat.TABLE) {
      context
          .terminal()
          .out()
          .println("Schedule " + changed.id() + ": " + ScheduleText.when(changed.timing()) + ".");
      context
          .terminal()
          .err()
          .println(changed.state() + ", next: " + Amounts.time(changed.nextAt()));
    } else {
      server.answer(context).list(ScheduleText.LISTING, List.of(changed), changed, "");
    }
    return ExitCode.OK;
  }

  /** The zone and the repository that the schedule has gone by so far, unless others are said. */
  private static ScheduleTiming withWhatStays(
      ScheduleTiming was, ScheduleTiming given, SubmitJob job) {
    boolean byClock = given.time() != null || given.cron() != null;
    boolean watches = COMMIT.equals(given.mode()) || TAG.equals(given.mode());
    String zone = byClock && given.zone() == null ? was.zone() : given.zone();
    String uri = given.uri();
    String branch = given.branch();
    if (watches && uri == null) {
      boolean newCommits = COMMIT.equals(given.mode()) && branch == null;
      branch = newCommits ? was.branch() : branch;
      uri = newCommits && TAG.equals(was.mode()) && isOf(job, was.uri()) ? null : was.uri();
    }
    return new ScheduleTiming(
        given.mode(),
        given.at(),
        given.time(),
        given.days(),
        given.cron(),
        zone,
        uri,
        branch,
        given.tags());
  }

  /** Then the scheduler takes the branch, which tags don't have, from the job, too. */
  private static boolean isOf(SubmitJob job, @Nullable String uri) {
    return job.source() != null && Objects.equals(job.source().uri(), uri);
  }

  private SubmitJob job(SubmitJob was) {
    boolean other = words != null;
    return new SubmitJob(
        was.name(),
        machine == null ? was.machine() : machine,
        was.project(),
        other ? words : was.command(),
        other ? null : was.scenario(),
        other ? null : was.source(),
        was.variables(),
        timeLimit == null ? was.timeLimitSeconds() : Long.valueOf(timeLimit.toSeconds()),
        was.interruptible(),
        was.maxAttempts(),
        was.checkThreshold(),
        machine == null ? was.labels() : null,
        priority == null ? was.priority() : priority,
        was.hold(),
        was.after(),
        was.afterAny(),
        was.latestStart(),
        was.startWindow(),
        was.windowWaitSeconds());
  }
}
