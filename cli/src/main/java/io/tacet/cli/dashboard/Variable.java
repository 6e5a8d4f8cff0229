package io.tacet.cli.dashboard;

/** Which machine a dashboard is about; queries name it {@link #NAME}. Immutable. */
sealed interface Variable {

  /** How a query names it, quoted by Grafana. */
  String NAME = "${machine:sqlstring}";

  /** Chosen by whoever looks, from the rows of a query. */
  record Choice(String sql) implements Variable {}

  /** Always the same. */
  record Constant(String value) implements Variable {}

  /** There is none. */
  record None() implements Variable {}
}
