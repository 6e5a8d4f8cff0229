package io.tacet.cli.output;

import io.tacet.cli.terminal.Terminal;
import java.util.List;

/** Writes an answer to standard output in the form that was asked for. Immutable. */
public record Answer(OutputFormat format, Terminal terminal) {

  /**
   * Writes a list.
   *
   * @param body what JSON shows
   * @param empty what a table says instead when there are no rows
   */
  public <T> void list(Listing<T> listing, List<T> rows, Object body, String empty) {
    switch (format) {
      case JSON -> json(body);
      case CSV -> listing.csv(rows, terminal.out());
      case TABLE -> {
        if (rows.isEmpty()) {
          terminal.err().println(empty);
        } else {
          listing.table(rows, terminal.out(), terminal.paintOut(), "");
        }
      }
    }
    terminal.flush();
  }

  /** Writes one value as JSON. */
  public void json(Object body) {
    terminal.out().println(Json.text(body));
    terminal.flush();
  }
}
