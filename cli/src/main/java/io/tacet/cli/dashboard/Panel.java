package io.tacet.cli.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * A panel. Immutable.
 *
 * @param description what it shows, and what to know about it
 * @param width of 24 columns
 * @param height in Grafana's rows of 30 px
 * @param unit Grafana's id of the values' unit; null: none, or several
 * @param leastInterval least time between two points, e.g. 1m; null: as fine as there is room for
 */
record Panel(
    Kind kind,
    String title,
    String description,
    Query query,
    int width,
    int height,
    @Nullable String unit,
    @Nullable String leastInterval) {

  static final int COLUMNS = 24;
  private static final int USUAL_HEIGHT = 8;

  /** Rows and columns, across the dashboard. */
  static Panel table(String title, String description, String sql) {
    return of(Kind.TABLE, title, description, Query.table(sql), COLUMNS, null);
  }

  /** Lines over time, half as wide as the dashboard. */
  static Panel lines(String title, String description, String unit, String sql) {
    return of(Kind.LINES, title, description, Query.series(sql), COLUMNS / 2, unit);
  }

  /** Bars over time, stacked. */
  static Panel bars(String title, String description, String unit, String sql) {
    return of(Kind.BARS, title, description, Query.series(sql), COLUMNS / 2, unit);
  }

  /**
   * A large number each, from the columns of one row or from a column of names and one of values.
   */
  static Panel numbers(String title, String description, String sql) {
    return of(Kind.NUMBERS, title, description, Query.table(sql), COLUMNS, null).high(4);
  }

  /** Words over time: a column {@code time}, and one per band. */
  static Panel states(String title, String description, String sql) {
    return of(Kind.STATES, title, description, Query.table(sql), COLUMNS, null).high(6);
  }

  private static Panel of(
      Kind kind, String title, String description, Query query, int width, @Nullable String unit) {
    return new Panel(kind, title, description, query, width, USUAL_HEIGHT, unit, null);
  }

  /** The same, so many columns wide. */
  Panel wide(int columns) {
    return new Panel(kind, title, description, query, columns, height, unit, leastInterval);
  }

  /** The same, so high. */
  Panel high(int rows) {
    return new Panel(kind, title, description, query, width, rows, unit, leastInterval);
  }

  /** The same, with points no nearer to each other. */
  Panel noFinerThan(String interval) {
    return new Panel(kind, title, description, query, width, height, unit, interval);
  }

  /** What it is drawn as. */
  enum Kind {
    TABLE("table"),
    LINES("timeseries"),
    BARS("timeseries"),
    NUMBERS("stat"),
    STATES("state-timeline");

    private final String plugin;

    Kind(String plugin) {
      this.plugin = plugin;
    }

    /** Grafana's name of the panel. */
    String plugin() {
      return plugin;
    }
  }
}
