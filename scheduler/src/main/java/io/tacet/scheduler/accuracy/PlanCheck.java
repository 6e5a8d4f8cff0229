package io.tacet.scheduler.accuracy;

import io.tacet.contract.rest.PutAccuracy;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.problem.FieldErrors;
import io.tacet.scheduler.accuracy.ControlPlan.Bound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for what a control workload and its bounds may be. */
final class PlanCheck {

  private static final long USUAL_SECONDS = 21_600;
  private static final long LEAST_SECONDS = 60;
  private static final long MOST_SECONDS = 366L * 24 * 3600;
  private static final int USUAL_WINDOW = 5;
  private static final int MOST_WINDOW = 100;
  private static final int USUAL_LEAST = 3;
  private static final BigDecimal USUAL_THRESHOLD = new BigDecimal("0.01");
  private static final BigDecimal DRIFT = BigDecimal.valueOf(3);
  private static final int MOST_METRICS = 50;
  private static final int LONGEST = 200;
  private static final Pattern PHASE = Pattern.compile("(?:[0-9]+_)?\\[?([^\\[\\]]+)]?");

  private PlanCheck() {}

  /** Looks at all of it; the plan is of use only if there is no error. */
  static ControlPlan check(PutAccuracy said, FieldErrors errors) {
    SubmitJob job = said.job();
    if (job == null) {
      errors.add("job", "is missing");
    } else {
      job(job, errors);
    }
    long every = said.everySeconds() == null ? USUAL_SECONDS : said.everySeconds();
    errors.require(
        every >= LEAST_SECONDS && every <= MOST_SECONDS,
        "everySeconds",
        "must be from " + LEAST_SECONDS + " to " + MOST_SECONDS);
    int window = said.window() == null ? USUAL_WINDOW : said.window();
    errors.require(
        window >= 2 && window <= MOST_WINDOW, "window", "must be from 2 to " + MOST_WINDOW);
    int least = said.least() == null ? Math.min(USUAL_LEAST, window) : said.least();
    errors.require(
        least >= 2 && least <= window,
        "least",
        "must be from 2 to " + window + ", the runs of a window");
    String deviation =
        said.deviation() == null ? "RELATIVE" : said.deviation().strip().toUpperCase(Locale.ROOT);
    boolean relative = deviation.equals("RELATIVE");
    errors.require(
        relative || deviation.equals("ABSOLUTE"), "deviation", "must be RELATIVE or ABSOLUTE");
    return new ControlPlan(
        job == null ? nothing() : job,
        every,
        window,
        least,
        relative,
        phase(said.phase(), errors),
        bounds(said, relative, errors));
  }

  private static void job(SubmitJob job, FieldErrors errors) {
    errors.require(
        job.machine() == null && job.labels() == null,
        "job.machine",
        "is the machine in the path; leave it and labels out");
    errors.require(job.hold() == null, "job.hold", "is not for accuracy control");
    errors.require(job.after() == null, "job.after", "is not for accuracy control");
    errors.require(job.latestStart() == null, "job.latestStart", "is not for accuracy control");
    errors.require(job.startWindow() == null, "job.startWindow", "is not for accuracy control");
  }

  private static String phase(@Nullable String text, FieldErrors errors) {
    String phase = text == null ? "RUNTIME" : text.strip();
    errors.line("phase", phase, LONGEST);
    Matcher matcher = PHASE.matcher(phase);
    if (!matcher.matches()) {
      errors.add("phase", "must be the name of a phase, like RUNTIME or 004_[RUNTIME]");
      return phase;
    }
    return matcher.group(1);
  }

  private static List<Bound> bounds(PutAccuracy said, boolean relative, FieldErrors errors) {
    List<PutAccuracy.@Nullable Metric> metrics =
        said.metrics() == null ? List.of() : said.metrics();
    errors.require(
        !metrics.isEmpty() && metrics.size() <= MOST_METRICS,
        "metrics",
        "must have 1 to " + MOST_METRICS + " elements");
    BigDecimal usual = said.threshold() == null && relative ? USUAL_THRESHOLD : said.threshold();
    positive("threshold", said.threshold(), errors);
    positive("drift", said.drift(), errors);
    List<Bound> bounds = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      PutAccuracy.Metric one = metrics.get(i);
      String field = "metrics[" + i + "]";
      if (one == null || one.metric() == null || one.metric().isBlank()) {
        errors.add(field + ".metric", "is missing");
        continue;
      }
      errors.line(field + ".metric", one.metric(), LONGEST);
      errors.line(field + ".detail", one.detail(), LONGEST);
      positive(field + ".threshold", one.threshold(), errors);
      positive(field + ".drift", one.drift(), errors);
      BigDecimal threshold = one.threshold() == null ? usual : one.threshold();
      if (threshold == null) {
        errors.add(field + ".threshold", "is missing; an absolute deviation has no usual one");
        continue;
      }
      bounds.add(
          new Bound(one.metric().strip(), one.detail(), threshold, drift(said, one, threshold)));
    }
    return bounds;
  }

  private static BigDecimal drift(PutAccuracy said, PutAccuracy.Metric one, BigDecimal threshold) {
    if (one.drift() != null) {
      return one.drift();
    }
    return said.drift() == null || one.threshold() != null
        ? threshold.multiply(DRIFT)
        : said.drift();
  }

  private static void positive(String field, @Nullable BigDecimal value, FieldErrors errors) {
    errors.require(value == null || value.signum() > 0, field, "must be above 0");
  }

  private static SubmitJob nothing() {
    return new SubmitJob(null, null, null, null, null, null, null, null, null, null);
  }
}
