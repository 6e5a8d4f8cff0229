package io.tacet.notifier.rule;

import io.tacet.notifier.config.Checked;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which event goes to whom, as configured. Thread-safe. */
@ApplicationScoped
public class Rules implements Checked {

  private static final String PREFIX = "tacet.notifier.rules.";

  /** Kinds of notices with a rule of their own. */
  private static final List<String> KINDS =
      List.of(
          "machine-overdue",
          "machine-too-hot",
          "warm-up-failed",
          "machine-blocked",
          "clean-failed",
          "power-failed",
          "wake-failed",
          "quarantined",
          "accuracy-lost",
          "accuracy-ok",
          "dead-letters",
          "mail-backlog",
          "report-ready",
          "other");

  private static final Set<String> GOOD_NEWS = Set.of("accuracy-ok", "report-ready");

  private final RulesConfig config;

  /** As configured. */
  public Rules(RulesConfig config) {
    this.config = config;
  }

  /** Who hears of an event of a job. */
  public Set<Audience> of(JobEvent event) {
    return switch (event) {
      case FINISHED -> config.jobFinished();
      case DISTURBED -> config.jobDisturbed();
      case FAILED -> config.jobFailed();
      case CANCELLED -> config.jobCancelled();
      case INTERRUPTED -> config.jobInterrupted();
    };
  }

  /** Who gets a notice of a kind. */
  public Set<Audience> ofNotice(String kind) {
    return switch (kind) {
      case "machine-overdue" -> config.machineOverdue();
      case "machine-too-hot" -> config.machineTooHot();
      case "warm-up-failed" -> config.warmUpFailed();
      case "machine-blocked" -> config.machineBlocked();
      case "clean-failed" -> config.cleanFailed();
      case "power-failed" -> config.powerFailed();
      case "wake-failed" -> config.wakeFailed();
      case "quarantined" -> config.quarantined();
      case "accuracy-lost" -> config.accuracyLost();
      case "accuracy-ok" -> config.accuracyOk();
      case "dead-letters" -> config.deadLetters();
      case "mail-backlog" -> config.mailBacklog();
      case "report-ready" -> config.reportReady();
      // Their rule was asked when they were written
      case "job-end", "job-interrupted" -> EnumSet.of(Audience.NAMED);
      default -> config.other();
    };
  }

  /** Whether a notice of a kind is for those, too, who want to hear of failures only. */
  public static boolean isFailure(String kind) {
    return !GOOD_NEWS.contains(kind);
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (JobEvent event : JobEvent.values()) {
      if (of(event).contains(Audience.NAMED)) {
        problems.add(
            PREFIX
                + "job-"
                + event.name().toLowerCase(java.util.Locale.ROOT)
                + ": named is for notices; say submitter, watchers, operators or nobody");
      }
    }
    Set<Audience> ofJobs = EnumSet.of(Audience.SUBMITTER, Audience.WATCHERS);
    for (String kind : KINDS) {
      if (ofNotice(kind).stream().anyMatch(ofJobs::contains)) {
        problems.add(
            PREFIX
                + kind
                + ": submitter and watchers are for jobs; say named, operators or nobody");
      }
    }
    return problems;
  }
}
