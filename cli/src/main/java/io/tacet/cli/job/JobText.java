package io.tacet.cli.job;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Plain;
import io.tacet.cli.terminal.Paint;
import io.tacet.cli.terminal.Terminal;
import io.tacet.cli.words.WordQuoting;
import io.tacet.contract.rest.GitSource;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.JobOutcome;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Writes a report about a job for people, paragraph by paragraph. For one thread. */
public final class JobText {

  private static final String INDENT = "  ";
  private static final int NAMES = 11;

  private final PrintWriter out;
  private final Paint paint;

  /** Writes to standard output of this terminal. */
  public JobText(Terminal terminal) {
    out = terminal.out();
    paint = terminal.paintOut();
  }

  /** Everything about a job. */
  public void all(JobReport report, boolean everyMetric) {
    facts(report.job());
    JobOutcome outcome = report.job().outcome();
    if (outcome != null) {
      phases(outcome);
      energy(outcome);
      statistics(report, everyMetric);
      silence(outcome);
      bill(report);
      logTail(outcome);
    }
    out.flush();
  }

  /** What it is and how it stands. */
  public void facts(Job job) {
    out.println(
        "Job "
            + paint.strong(job.id())
            + "  "
            + state(job.state())
            + "  "
            + Plain.text(job.name()));
    fact("machine", Queued.machine(job));
    fact("project", job.project() + ", submitted by " + job.submitter());
    fact("does", whatItDoes(job));
    fact("submitted", Amounts.time(job.submittedAt()));
    if (job.endedAt() != null) {
      fact(
          "ended",
          Amounts.time(job.endedAt())
              + ", "
              + Amounts.duration(Duration.between(job.submittedAt(), job.endedAt()))
              + " later");
    }
    Queued.facts(job).forEach(this::fact);
    if (job.attempt() > 0) {
      fact("attempt", job.attempt() + " (at most " + job.maxAttempts() + ")");
    }
    if (job.message() != null && !job.message().isBlank()) {
      fact("message", job.message());
    }
  }

  /** Phases with their CPU time. */
  public void phases(JobOutcome outcome) {
    if (outcome.phases().isEmpty()) {
      return;
    }
    List<PhaseSummary> phases = PhaseSummary.of(outcome);
    String source =
        phases.stream()
            .map(PhaseSummary::cpuSource)
            .filter(s -> s != null)
            .findFirst()
            .map(s -> ", CPU time from source " + s)
            .orElse("");
    boolean repeated = phases.stream().anyMatch(phase -> phase.runs() > 1);
    heading(
        "Phases", (repeated ? "mean ± sample standard deviation of the runs" : "one run") + source);
    PhaseSummary.LISTING.table(phases, out, paint, INDENT);
  }

  /** Energy and mean power by source, where any was measured. */
  public void energy(JobOutcome outcome) {
    List<JobOutcome.Headline> energies = EnergyListing.of(outcome);
    if (!energies.isEmpty()) {
      heading("Energy", "whole energy of the phase and its mean power; mean of the runs");
      EnergyListing.LISTING.table(energies, out, paint, INDENT);
    }
  }

  /** What the sensors saw. */
  public void statistics(JobReport report, boolean everyMetric) {
    List<MetricSummary> all = MetricSummary.of(report.statistics());
    List<MetricSummary> shown =
        all.stream()
            .filter(row -> everyMetric || (row.detail() == null && row.isSampled()))
            .toList();
    if (shown.isEmpty()) {
      return;
    }
    int hidden = all.size() - shown.size();
    heading(
        "Statistics",
        "of the samples" + (hidden == 0 ? "" : "; --all-metrics shows " + hidden + " more"));
    MetricSummary.LISTING.table(shown, out, paint, INDENT);
  }

  /** The silence that was recorded. */
  public void silence(JobOutcome outcome) {
    if (outcome.silences().isEmpty()) {
      return;
    }
    heading("Silence", "what was seen of the machine while it measured");
    SilenceListing.LISTING.table(outcome.silences(), out, paint, INDENT);
    for (JobOutcome.Silence silence : outcome.silences()) {
      for (String reason : silence.reasons()) {
        out.println(INDENT + paint.warning("run " + silence.repeat() + ": " + Plain.text(reason)));
      }
    }
  }

  /** What it costs. */
  public void bill(JobReport report) {
    if (report.usage().isEmpty()) {
      return;
    }
    heading("Bill", "SU = CPU-seconds × charge rate ÷ 3600");
    UsageOfAttempt.LISTING.table(report.usage(), out, paint, INDENT);
    if (report.usage().size() > 1) {
      BigDecimal sum =
          report.usage().stream()
              .map(usage -> usage.serviceUnits() == null ? BigDecimal.ZERO : usage.serviceUnits())
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      out.println(INDENT + "together " + paint.strong(Amounts.serviceUnits(sum)));
    }
  }

  /** End of the output of a job that failed. */
  public void logTail(JobOutcome outcome) {
    if (outcome.logTail() != null && !outcome.logTail().isBlank()) {
      heading("Output", "its end");
      outcome.logTail().lines().forEach(line -> out.println(INDENT + Plain.text(line)));
    }
  }

  /** A state in its colour. */
  public String state(String state) {
    return switch (state) {
      case "FINISHED" -> paint.good(state);
      case "FAILED", "REJECTED" -> paint.bad(state);
      case "INTERRUPTED", "CANCELLED", "CANCEL_REQUESTED", "WITHDRAWN" -> paint.warning(state);
      default -> paint.strong(state);
    };
  }

  /** A title with what belongs to it. */
  public void heading(String title, String remark) {
    out.println();
    out.println(paint.strong(title) + INDENT + paint.faint(remark));
  }

  private void fact(String name, String value) {
    String shown = Plain.text(value).replace("\n", "\n" + " ".repeat(INDENT.length() + NAMES));
    out.println(INDENT + paint.faint(String.format("%-" + NAMES + "s", name)) + shown);
  }

  private static String whatItDoes(Job job) {
    if (job.command() != null) {
      return WordQuoting.join(job.command());
    }
    GitSource source = job.source();
    if (source != null) {
      return (source.path() == null ? "tacet.yml" : source.path())
          + " of "
          + source.uri()
          + (source.ref() == null ? "" : " at " + source.ref());
    }
    return "a scenario given with the job";
  }
}
