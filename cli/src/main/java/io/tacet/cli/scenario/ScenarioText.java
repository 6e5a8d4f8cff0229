package io.tacet.cli.scenario;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.cli.output.Plain;
import io.tacet.cli.terminal.Terminal;
import io.tacet.scenario.Reading;
import io.tacet.scenario.Scenario;
import io.tacet.scenario.Variable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Tells a person what a scenario says. For one thread. */
final class ScenarioText {

  private static final String INDENT = "  ";

  private static final Listing<Variable> VARIABLES =
      new Listing<>(
          List.of(
              Column.text("VARIABLE", "variable", Variable::name),
              Column.text("VALUE", "value", ScenarioText::value)));

  private final Terminal terminal;
  private final PrintWriter out;

  ScenarioText(Terminal terminal) {
    this.terminal = terminal;
    this.out = terminal.out();
  }

  void tell(String file, Reading reading) {
    reading.scenario().ifPresent(scenario -> tell(file, scenario, reading));
  }

  private void tell(String file, Scenario scenario, Reading reading) {
    out.println(Plain.text(file + ": " + summary(scenario)));
    out.println();
    List<PhaseRow> rows = Checked.rows(file, reading);
    PhaseRow.LISTING.table(rows, out, terminal.paintOut(), INDENT);
    for (PhaseRow row : rows) {
      if (!row.lines().isEmpty()) {
        out.println();
        out.println(INDENT + terminal.paintOut().faint(row.phase().name()));
        row.lines().forEach(line -> out.println(Plain.text(INDENT + INDENT + line)));
      }
    }
    if (!reading.variables().isEmpty()) {
      out.println();
      VARIABLES.table(reading.variables(), out, terminal.paintOut(), INDENT);
    }
    terminal.flush();
  }

  private static String summary(Scenario scenario) {
    return (scenario.name().isEmpty() ? "a scenario without a name" : scenario.name())
        + (scenario.repeat() == 1 ? ", once" : ", " + scenario.repeat() + " times")
        + scenario.timeout().map(limit -> ", at most " + Amounts.duration(limit)).orElse("");
  }

  private static String value(Variable variable) {
    Optional<String> usual = variable.usual().filter(text -> variable.given().isEmpty());
    return usual
        .map(text -> "'" + text + "' (default)")
        .or(() -> variable.given().map(text -> "'" + text + "'"))
        .orElse("missing: --var " + variable.name() + "=VALUE");
  }
}
