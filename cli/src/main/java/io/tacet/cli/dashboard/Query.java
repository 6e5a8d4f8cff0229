package io.tacet.cli.dashboard;

/**
 * A query in PostgreSQL's SQL with Grafana's macros and variables. Immutable.
 *
 * <p>Grafana ends a macro at the first closing parenthesis, so no macro may hold another call.
 *
 * @param form how Grafana reads the rows
 */
record Query(Form form, String sql) {

  /** Rows as they are. */
  static Query table(String sql) {
    return new Query(Form.TABLE, sql.strip());
  }

  /** Columns {@code time}, {@code metric} (name of the series) and {@code value}, by time. */
  static Query series(String sql) {
    return new Query(Form.TIME_SERIES, sql.strip());
  }

  /** How Grafana reads rows. */
  enum Form {
    TABLE("table"),
    TIME_SERIES("time_series");

    private final String json;

    Form(String json) {
      this.json = json;
    }

    String json() {
      return json;
    }
  }
}
