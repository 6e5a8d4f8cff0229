package io.tacet.cli.accuracy;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.cli.output.Plain;
import io.tacet.cli.terminal.Terminal;
import io.tacet.contract.rest.AccuracyControl;
import io.tacet.contract.rest.AccuracyWindow;
import io.tacet.contract.rest.AccuracyWindow.Figure;
import io.tacet.contract.rest.PutAccuracy;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Accuracy control for people. */
final class AccuracyText {

  static final Listing<AccuracyControl> LISTING =
      new Listing<>(
          List.of(
              Column.text("MACHINE", "machine", AccuracyControl::machine),
              Column.text("STATE", "state", AccuracyControl::state),
              Column.text("QUARANTINED", "quarantined", row -> row.quarantined() ? "yes" : "no"),
              Column.shown(
                  "NEXT", "nextAt", row -> Amounts.time(row.nextAt()), AccuracyControl::nextAt),
              Column.text("JOB", "job", AccuracyControl::job),
              Column.text("REASON", "reason", AccuracyControl::reason),
              Column.text("PROBLEM", "problem", AccuracyControl::problem)));

  static final Listing<AccuracyWindow> WINDOWS =
      new Listing<>(
          List.of(
              Column.shown("AT", "at", row -> Amounts.time(row.at()), AccuracyWindow::at),
              Column.text("VERDICT", "verdict", AccuracyWindow::verdict),
              Column.number("RUNS", "runs", row -> row.runs().size()),
              Column.text("REASON", "reason", AccuracyWindow::reason)));

  private static final Listing<Figure> FIGURES =
      new Listing<>(
          List.of(
              Column.text("METRIC", "metric", Figure::metric),
              Column.text("DETAIL", "detail", Figure::detail),
              Column.number("MEAN", "mean", row -> number(row.mean())),
              Column.text("UNIT", "unit", Figure::unit),
              Column.number("DEVIATION", "deviation", row -> number(row.deviation())),
              Column.number(
                  "RELATIVE", "relativeDeviation", row -> percent(row.relativeDeviation())),
              Column.number("REFERENCE", "reference", row -> number(row.reference())),
              Column.text("PASSED", "passed", row -> row.passed() ? "yes" : "no: " + row.why()),
              Column.text("VALUES", "values", AccuracyText::values)));

  private AccuracyText() {}

  static void write(AccuracyControl control, Terminal terminal) {
    PrintWriter out = terminal.out();
    out.println(
        "Accuracy of "
            + terminal.paintOut().strong(control.machine())
            + "  "
            + control.state()
            + (control.quarantined() ? ", in quarantine" : ""));
    out.println("  reason     " + Plain.text(control.reason()));
    if (control.problem() != null) {
      out.println("  problem    " + Plain.text(control.problem()));
    }
    PutAccuracy plan = control.plan();
    out.println(
        "  plan       the last "
            + plan.window()
            + " runs, at least "
            + plan.least()
            + ", one every "
            + plan.everySeconds()
            + " s, phase "
            + Plain.text(Amounts.orDash(plan.phase()))
            + ", "
            + String.valueOf(plan.deviation()).toLowerCase(Locale.ROOT)
            + " deviation");
    out.println(
        "  next       "
            + (control.job() == null ? Amounts.time(control.nextAt()) : "job " + control.job()));
    AccuracyWindow last = control.last();
    if (last != null) {
      out.println(
          "  last       "
              + last.verdict()
              + " at "
              + Amounts.time(last.at())
              + ": "
              + Plain.text(last.reason()));
      out.println();
      FIGURES.table(last.figures(), out, terminal.paintOut(), "  ");
    }
    out.flush();
  }

  private static String values(Figure figure) {
    return figure.values().stream().map(AccuracyText::number).collect(Collectors.joining(" "));
  }

  private static String number(@Nullable Double value) {
    return value == null ? Amounts.NONE : String.format(Locale.ROOT, "%.6g", value);
  }

  private static String percent(@Nullable Double part) {
    return part == null ? Amounts.NONE : String.format(Locale.ROOT, "%.2f %%", 100 * part);
  }
}
