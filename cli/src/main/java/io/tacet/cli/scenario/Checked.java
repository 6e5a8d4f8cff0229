package io.tacet.cli.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tacet.scenario.Command;
import io.tacet.scenario.Reading;
import io.tacet.scenario.Scenario;
import io.tacet.scenario.ScenarioProblem;
import io.tacet.scenario.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a check found, as JSON shows it. Lengths of time are in ms. Immutable.
 *
 * @param file that was checked
 * @param valid whether nothing is wrong with it
 * @param scenario null when something is wrong
 * @param variables in the file's order
 * @param problems in the file's order
 */
record Checked(
    String file,
    boolean valid,
    @Nullable Told scenario,
    List<ToldVariable> variables,
    List<ScenarioProblem> problems) {

  static Checked of(String file, Reading reading) {
    return new Checked(
        file,
        reading.problems().isEmpty(),
        reading.scenario().map(Told::of).orElse(null),
        reading.variables().stream().map(ToldVariable::of).toList(),
        reading.problems());
  }

  /** A file that could not be read. */
  static Checked unreadable(String file, String why) {
    return of(
        file, new Reading(Optional.empty(), List.of(), List.of(new ScenarioProblem(1, 1, why))));
  }

  /**
   * A scenario.
   *
   * @param setup null: none
   */
  record Told(
      String name,
      int repeat,
      @Nullable Long timeoutMillis,
      @Nullable ToldPhase setup,
      List<ToldPhase> phases) {

    static Told of(Scenario scenario) {
      return new Told(
          scenario.name(),
          scenario.repeat(),
          scenario.timeout().map(Duration::toMillis).orElse(null),
          scenario.setup().map(setup -> ToldPhase.of(new PhaseRow("", setup))).orElse(null),
          scenario.phases().stream().map(p -> ToldPhase.of(new PhaseRow("", p))).toList());
    }
  }

  /**
   * A phase.
   *
   * @param environment names only
   */
  record ToldPhase(
      String name,
      boolean measured,
      List<List<String>> commands,
      @Nullable Long durationMillis,
      @Nullable Long timeoutMillis,
      String network,
      String directory,
      List<Integer> allowedExitCodes,
      List<String> environment) {

    static ToldPhase of(PhaseRow row) {
      return new ToldPhase(
          row.phase().name(),
          row.phase().measured(),
          row.phase().commands().stream().map(Command::words).toList(),
          row.duration(),
          row.timeout(),
          row.network(),
          row.phase().directory(),
          row.phase().allowedExitCodes().stream().sorted().toList(),
          row.names());
    }
  }

  /**
   * A variable.
   *
   * @param usual its default; null: none
   * @param value what it has here; null: it is missing
   */
  record ToldVariable(
      String name, @JsonProperty("default") @Nullable String usual, @Nullable String value) {

    static ToldVariable of(Variable variable) {
      return new ToldVariable(
          variable.name(), variable.usual().orElse(null), variable.value().orElse(null));
    }
  }

  /** Set-up and phases of a reading, in the order they run. */
  static List<PhaseRow> rows(String file, Reading reading) {
    List<PhaseRow> rows = new ArrayList<>();
    reading.scenario().flatMap(Scenario::setup).ifPresent(p -> rows.add(new PhaseRow(file, p)));
    reading.scenario().stream()
        .flatMap(scenario -> scenario.phases().stream())
        .forEach(phase -> rows.add(new PhaseRow(file, phase)));
    return rows;
  }
}
