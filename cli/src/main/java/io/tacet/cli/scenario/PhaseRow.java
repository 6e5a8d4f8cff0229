package io.tacet.cli.scenario;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.cli.words.WordQuoting;
import io.tacet.scenario.Command;
import io.tacet.scenario.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A phase as it is told. Immutable.
 *
 * @param file that it stands in
 * @param phase what is told of it
 */
record PhaseRow(String file, Phase phase) {

  static final Listing<PhaseRow> LISTING =
      new Listing<>(
          List.of(
              Column.csvOnly("file", PhaseRow::file),
              Column.text("PHASE", "phase", row -> row.phase.name()),
              Column.shown(
                  "MEASURED",
                  "measured",
                  row -> row.phase.measured() ? "yes" : "no",
                  row -> row.phase.measured()),
              Column.shown("LENGTH", "duration_ms", PhaseRow::length, row -> row.duration()),
              Column.csvOnly("timeout_ms", row -> row.timeout()),
              Column.text("NETWORK", "network", PhaseRow::network),
              Column.text("DIRECTORY", "directory", row -> row.phase.directory()),
              Column.text("EXIT CODES", "allowed_exit_codes", PhaseRow::exitCodes),
              Column.text("ENVIRONMENT", "environment", row -> String.join(" ", row.names())),
              Column.csvOnly("commands", row -> String.join("\n", row.lines()))));

  /** Lower case, as in the file. */
  String network() {
    return phase.network().name().toLowerCase(Locale.ROOT);
  }

  /** Names in its environment. The values may be nobody else's business. */
  List<String> names() {
    return phase.environment().keySet().stream().sorted().toList();
  }

  /** Its commands, quoted so that a shell would read them back. */
  List<String> lines() {
    return phase.commands().stream().map(Command::words).map(WordQuoting::join).toList();
  }

  /** How long it waits, ms. */
  @Nullable Long duration() {
    return phase.duration().map(Duration::toMillis).orElse(null);
  }

  /** How long its commands may take, ms. */
  @Nullable Long timeout() {
    return phase.timeout().map(Duration::toMillis).orElse(null);
  }

  private String length() {
    return phase
        .duration()
        .map(Amounts::duration)
        .or(() -> phase.timeout().map(timeout -> "at most " + Amounts.duration(timeout)))
        .orElse(Amounts.NONE);
  }

  private String exitCodes() {
    return phase.commands().isEmpty()
        ? ""
        : phase.allowedExitCodes().stream()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
  }
}
