package io.tacet.cli.dashboard;

import java.util.List;

/**
 * A dashboard. Immutable.
 *
 * @param file name of its file, without the ending
 * @param uid Grafana's id of it, at most 40 characters
 * @param panels from left to right, the next row when one is full
 */
record Dashboard(
    String file,
    String uid,
    String title,
    String description,
    Variable variable,
    List<Panel> panels) {

  /** Copies the list. */
  Dashboard {
    panels = List.copyOf(panels);
  }

  /** One about all machines. */
  static Dashboard ofAll(String name, String title, String description, List<Panel> panels) {
    return new Dashboard(name, "tacet-" + name, title, description, new Variable.None(), panels);
  }
}
