package io.tacet.scheduler.accuracy;

import io.tacet.contract.rest.AccuracyControl.Reference;
import io.tacet.contract.rest.AccuracyWindow.Figure;
import io.tacet.scheduler.accuracy.ControlPlan.Bound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the last control runs. All of this must hold, for each metric and each of its
 * details:
 *
 * <pre>{@code
 * there are as many runs as there must be   else INCOMPLETE
 * every run has the value                   a missing one is not passed
 * deviation ≤ threshold                     of the values in the window
 * |mean − reference| ≤ drift                a spread that is small may still wander off
 * }</pre>
 *
 * Immutable.
 */
record Verdict(Kind kind, String reason, List<Figure> figures) {

  enum Kind {
    PASSED,
    FAILED,
    INCOMPLETE
  }

  /**
   * The verdict.
   *
   * @param runs those that count, the last {@link ControlPlan#window} at most, in order
   * @param references of a window that has passed before; empty: none has
   */
  static Verdict of(ControlPlan plan, List<ControlRun> runs, List<Reference> references) {
    List<Figure> figures = new ArrayList<>();
    for (Bound bound : plan.bounds()) {
      for (Optional<String> detail : details(bound, runs, references)) {
        figures.add(figure(plan, bound, detail.orElse(null), runs, references));
      }
    }
    if (runs.size() < plan.least()) {
      return new Verdict(
          Kind.INCOMPLETE,
          runs.size() + " of at least " + plan.least() + " runs are there.",
          figures);
    }
    List<Figure> failed = figures.stream().filter(figure -> !figure.passed()).toList();
    if (failed.isEmpty()) {
      return new Verdict(
          Kind.PASSED, "All figures of the last " + runs.size() + " runs keep to it.", figures);
    }
    String reason =
        failed.stream().map(one -> name(one) + " " + one.why()).collect(Collectors.joining("; "));
    return new Verdict(Kind.FAILED, reason + ".", figures);
  }

  /** The means, as a reference for later windows. */
  List<Reference> asReference() {
    List<Reference> references = new ArrayList<>();
    for (Figure figure : figures) {
      if (figure.mean() != null) {
        references.add(new Reference(figure.metric(), figure.detail(), figure.mean()));
      }
    }
    return references;
  }

  /** Those reported or referred to; without any, the metric itself, which is missing then. */
  private static List<Optional<String>> details(
      Bound bound, List<ControlRun> runs, List<Reference> references) {
    if (bound.detail() != null) {
      return List.of(Optional.of(bound.detail()));
    }
    Stream<Optional<String>> reported =
        runs.stream()
            .flatMap(run -> run.values().stream())
            .filter(value -> value.metric().equals(bound.metric()))
            .map(value -> Optional.ofNullable(value.detail()));
    Stream<Optional<String>> known =
        references.stream()
            .filter(one -> one.metric().equals(bound.metric()))
            .map(one -> Optional.ofNullable(one.detail()));
    TreeSet<String> names = new TreeSet<>();
    boolean plain = false;
    for (Optional<String> one : Stream.concat(reported, known).toList()) {
      plain |= one.isEmpty();
      one.ifPresent(names::add);
    }
    List<Optional<String>> details = new ArrayList<>();
    if (plain || names.isEmpty()) {
      details.add(Optional.empty());
    }
    names.forEach(name -> details.add(Optional.of(name)));
    return details;
  }

  private static Figure figure(
      ControlPlan plan,
      Bound bound,
      @Nullable String detail,
      List<ControlRun> runs,
      List<Reference> references) {
    List<@Nullable Double> values = new ArrayList<>();
    List<Double> present = new ArrayList<>();
    String unit = null;
    for (ControlRun run : runs) {
      Optional<ControlRun.Value> value = run.value(bound.metric(), detail);
      values.add(value.map(ControlRun.Value::value).orElse(null));
      if (value.isPresent()) {
        present.add(value.get().value());
        unit = value.get().unit();
      }
    }
    Sample sample = present.size() < 2 ? null : Sample.of(present);
    Double reference =
        references.stream()
            .filter(one -> one.metric().equals(bound.metric()))
            .filter(one -> Objects.equals(one.detail(), detail))
            .map(Reference::mean)
            .findFirst()
            .orElse(null);
    BigDecimal deviation = sample == null ? null : deviation(plan, sample);
    BigDecimal drift =
        sample == null || reference == null ? null : drift(plan, sample, new BigDecimal(reference));
    String why = null;
    if (sample == null && present.size() == values.size() && !values.isEmpty()) {
      why = "has one value only";
    } else if (present.size() < values.size() || sample == null) {
      why = "is missing in " + (values.size() - present.size()) + " of " + values.size() + " runs";
    } else if (deviation == null) {
      why = "has a mean of 0, which no relative deviation can be taken of";
    } else if (deviation.compareTo(bound.threshold()) > 0) {
      why = "deviates by " + text(plan, deviation) + ", above " + text(plan, bound.threshold());
    } else if (reference != null && drift == null) {
      why = "has a reference of 0, which no relative distance can be taken of";
    } else if (drift != null && drift.compareTo(bound.drift()) > 0) {
      why =
          "has drifted by %s from its reference %s, above %s"
              .formatted(text(plan, drift), number(reference), text(plan, bound.drift()));
    }
    return new Figure(
        bound.metric(),
        detail,
        unit,
        values,
        sample == null ? null : sample.mean().doubleValue(),
        sample == null ? null : sample.deviation().doubleValue(),
        sample == null ? null : asDouble(sample.relativeDeviation()),
        bound.threshold().doubleValue(),
        reference,
        asDouble(drift),
        bound.drift().doubleValue(),
        why == null,
        why);
  }

  private static @Nullable BigDecimal deviation(ControlPlan plan, Sample sample) {
    return plan.relative() ? sample.relativeDeviation() : sample.deviation();
  }

  private static @Nullable BigDecimal drift(ControlPlan plan, Sample sample, BigDecimal reference) {
    return plan.relative() ? sample.relativeDistance(reference) : sample.distance(reference);
  }

  private static String text(ControlPlan plan, BigDecimal value) {
    double number = value.doubleValue();
    return plan.relative() ? String.format(Locale.ROOT, "%.3g %%", 100 * number) : number(number);
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.6g", value);
  }

  private static @Nullable Double asDouble(@Nullable BigDecimal value) {
    return value == null ? null : value.doubleValue();
  }

  private static String name(Figure figure) {
    return figure.detail() == null
        ? figure.metric()
        : figure.metric() + " (" + figure.detail() + ")";
  }
}
