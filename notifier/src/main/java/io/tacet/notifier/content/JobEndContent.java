package io.tacet.notifier.content;

import io.tacet.notifier.chart.ChartPainter;
import io.tacet.notifier.mail.Png;
import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.HeadlineValue;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mail about the end of a job. Thread-safe. */
@ApplicationScoped
public class JobEndContent {

  private static final String GOOD = "#2e9e5b";
  private static final String BAD = "#d64545";
  private static final String NEUTRAL = "#8a8f98";
  private static final String NONE = "–";

  /** Figures that stand in the table of phases already. */
  private static final Set<String> SHOWN_BY_PHASE =
      Set.of("phase_time_syscall_system", "cpu_time_cgroup_job");

  private final Links links;
  private final ChartPainter painter;

  /** With links to jobs, and charts. */
  public JobEndContent(Links links, ChartPainter painter) {
    this.links = links;
    this.painter = painter;
  }

  /**
   * The mail, but for the bill.
   *
   * @param status the status that ended the job
   * @param earlierAttempts how its other attempts ended, one line each, oldest first
   */
  public UnbilledMail of(JobStatus status, List<String> earlierAttempts) {
    Optional<Png> chart = painter.paint(PhaseRows.chart(status.getPhases()));
    JobEndView view = view(status, earlierAttempts, chart.isPresent());
    return new UnbilledMail(
        view.title(),
        MailTemplates.jobEndText(view).render(),
        MailTemplates.jobEndOutputText(view).render(),
        MailTemplates.jobEndHtml(view).render(),
        chart.orElse(null));
  }

  private JobEndView view(JobStatus status, List<String> earlierAttempts, boolean chart) {
    List<JobEndView.Phase> phases = PhaseRows.of(status.getPhases());
    List<JobEndView.Headline> headlines =
        status.getHeadlines().stream()
            .filter(headline -> !SHOWN_BY_PHASE.contains(headline.getMetric()))
            .map(JobEndContent::headline)
            .toList();
    return new JobEndView(
        title(status),
        color(status),
        facts(status),
        PlainText.lines(status.getMessage()).strip(),
        phases,
        phasesTable(phases),
        headlines,
        headlinesTable(headlines),
        SilenceWords.of(status.getSilences()),
        earlierAttempts.stream().map(PlainText::line).toList(),
        PlainText.lines(status.getLogHead()).stripTrailing(),
        PlainText.lines(status.getLogTail()).stripTrailing(),
        chart,
        links.job(status.getJobId()),
        "tacet job " + PlainText.line(status.getJobId()));
  }

  private static String title(JobStatus status) {
    String what =
        switch (status.getState()) {
          case FINISHED ->
              status.getVerdict() == Verdict.DISTURBED ? "Finished, but disturbed" : "Finished";
          case FAILED -> "Failed";
          case CANCELLED -> "Cancelled";
          case INTERRUPTED -> "Interrupted";
          default -> "Over";
        };
    String machine = status.getMachine();
    return what + ": " + name(status) + (machine == null ? "" : " on " + PlainText.line(machine));
  }

  private static String name(JobStatus status) {
    String name = PlainText.line(status.getJobName());
    return name.isEmpty() ? "job " + PlainText.line(status.getJobId()) : name;
  }

  private static String color(JobStatus status) {
    if (status.getState() == JobState.FINISHED) {
      return status.getVerdict() == Verdict.DISTURBED ? BAD : GOOD;
    }
    return status.getState() == JobState.FAILED ? BAD : NEUTRAL;
  }

  private static List<JobEndView.Fact> facts(JobStatus status) {
    List<JobEndView.Fact> facts = new ArrayList<>();
    facts.add(new JobEndView.Fact("Job", PlainText.line(status.getJobId())));
    fact(facts, "Name", status.getJobName());
    fact(facts, "Project", status.getProject());
    fact(facts, "Machine", status.getMachine());
    if (status.getAttempt() > 0) {
      facts.add(new JobEndView.Fact("Attempt", Integer.toString(status.getAttempt())));
    }
    facts.add(new JobEndView.Fact("Ended", Times.utc(status.getOccurredAt())));
    if (status.getCpuTime() != null) {
      facts.add(new JobEndView.Fact("CPU time", cpuTime(status.getCpuTime())));
    }
    if (status.getErrorClass() != null) {
      facts.add(new JobEndView.Fact("At fault", fault(status.getErrorClass())));
    }
    fact(facts, "Asked for by", status.getRequestedBy());
    return facts;
  }

  private static void fact(List<JobEndView.Fact> facts, String name, @Nullable String value) {
    String line = PlainText.line(value);
    if (!line.isEmpty()) {
      facts.add(new JobEndView.Fact(name, line));
    }
  }

  private static String fault(ErrorClass errorClass) {
    return switch (errorClass) {
      case USER -> "the job itself";
      case MACHINE -> "the machine";
      case INFRASTRUCTURE -> "the infrastructure, not the job";
      case UNKNOWN -> "not known";
    };
  }

  private static String cpuTime(CpuTime time) {
    if (time.getSource() == CpuTimeSource.UNKNOWN) {
      return "unknown";
    }
    String used = Figures.duration(time.getUserMicros() + time.getSystemMicros());
    return time.getSource() == CpuTimeSource.LAST_SAMPLE ? "at least " + used : used;
  }

  private static JobEndView.Headline headline(HeadlineValue value) {
    String detail = PlainText.line(value.getDetail());
    Double deviation = value.getRelativeDeviation();
    return new JobEndView.Headline(
        PlainText.line(value.getPhase()),
        PlainText.line(value.getMetric()) + (detail.isEmpty() ? "" : " [" + detail + "]"),
        Figures.value(value.getValue(), PlainText.line(value.getUnit())),
        deviation == null ? NONE : Figures.deviation(deviation));
  }

  private static String phasesTable(List<JobEndView.Phase> phases) {
    TextTable table = new TextTable("phase", "duration", "CPU time", "ended");
    phases.forEach(p -> table.add(p.name(), p.duration(), p.cpuTime(), p.ending()));
    return table.lines();
  }

  private static String headlinesTable(List<JobEndView.Headline> headlines) {
    TextTable table = new TextTable("phase and metric", "value", "relative deviation");
    headlines.forEach(h -> table.add(h.phase() + " " + h.metric(), h.value(), h.deviation()));
    return table.lines();
  }
}
