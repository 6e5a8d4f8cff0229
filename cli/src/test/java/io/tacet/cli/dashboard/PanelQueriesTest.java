package io.tacet.cli.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every query of every panel, as Grafana's role, on the services' own tables with rows in them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PanelQueriesTest {

  private static final List<Dashboard> DASHBOARDS =
      DashboardFiles.dashboards(List.of(new MachineName("m1")));

  private BoardDatabase database;
  private Connection grafana;

  @BeforeAll
  void fill() throws SQLException, IOException {
    database = BoardDatabase.filled();
    grafana = database.connect();
  }

  @AfterAll
  void close() throws SQLException {
    if (grafana != null) {
      grafana.close();
    }
    if (database != null) {
      database.close();
    }
  }

  static Stream<Arguments> panels() {
    return DASHBOARDS.stream()
        .flatMap(
            dashboard ->
                dashboard.panels().stream()
                    .map(panel -> Arguments.of(dashboard.title() + " / " + panel.title(), panel)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("panels")
  void returnsRowsOfTheFormItIsReadIn(String name, Panel panel) throws SQLException {
    // when
    List<Object> times = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    boolean valued = false;
    try (Statement statement = grafana.createStatement();
        ResultSet row = statement.executeQuery(macros().expand(panel.query().sql()))) {
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        columns.add(row.getMetaData().getColumnLabel(i));
      }
      while (row.next()) {
        times.add(row.getObject(1));
        valued |= row.getObject(columns.size()) != null;
      }
    }

    // then
    assertThat(times).as("rows of " + name).isNotEmpty();
    assertThat(valued).as("the last column has values").isTrue();
    if (panel.query().form() == Query.Form.TIME_SERIES) {
      assertThat(columns).containsExactly("time", "metric", "value");
      assertThat(times.stream().map(Object::toString)).isSorted();
    }
    if (panel.kind() == Panel.Kind.STATES) {
      assertThat(columns.get(0)).isEqualTo("time");
      assertThat(times).as("the state before, and those in the range").hasSize(4);
    }
  }

  @Test
  void findsTheNodesWhoseDataStoppedAndLeavesOutTheSilentOne() throws SQLException {
    Panel stopped = panel("Nodes whose data stopped arriving");

    // m1 measures, m2's report is overdue, m3 was never heard of, m4 is retired
    assertThat(firstColumn(macros().expand(stopped.query().sql()))).containsExactly("m3", "m2");
  }

  @Test
  void offersTheMachinesThereAreToChooseFrom() throws SQLException {
    Variable.Choice choice = (Variable.Choice) NodeDashboard.ofAny().variable();

    assertThat(firstColumn(choice.sql())).containsExactly("m1", "m2", "m3");
  }

  @Test
  void figuresAreThoseOfTheRowsInTheirUnits() throws SQLException {
    // CPU time of an hour at rate 1.9, energy of 7200 J, 12 processors at 1.9 for 24 h; 4000 and
    // 6000
    // are hundredths of a percent
    assertThat(number("SELECT service_units FROM accountant.board_usage_day")).isEqualTo(1.9);
    assertThat(number("SELECT energy_joules FROM accountant.board_usage_day")).isEqualTo(7200);
    assertThat(number("SELECT max(service_units) FROM accountant.board_capacity_day"))
        .isEqualTo(547.2);
    assertThat(number("SELECT count(*) FROM accountant.board_capacity_day")).isEqualTo(11);
    assertThat(number("SELECT points FROM accountant.board_contribution WHERE pi = 'grace'"))
        .isEqualTo(1140);
    assertThat(firstColumn("SELECT pi FROM accountant.board_usage_day")).containsExactly("grace");
    Macros hour =
        new Macros(Instant.now().minusSeconds(900), Instant.now(), Duration.ofHours(1), "m1");
    String cpu = Samples.ofOne().mean("cpu_utilization_procfs_system", "100");
    assertThat(number("SELECT avg(value) FROM (" + hour.expand(cpu) + ") s")).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT mail FROM scheduler.users",
        "SELECT hash FROM scheduler.tokens",
        "SELECT definition FROM scheduler.jobs",
        "SELECT * FROM accountant.metric_series",
        "SELECT * FROM accountant.pi",
        "SET search_path = accountant; SELECT * FROM charge_rate_at('infinity')",
        "INSERT INTO scheduler.board_accuracy (machine) VALUES ('m9')",
        "SET default_transaction_read_only = off; DELETE FROM scheduler.board_machine_report",
        "SET default_transaction_read_only = off; CREATE TABLE accountant.mine (a int)",
        "SET default_transaction_read_only = off; CREATE TABLE public.mine (a int)"
      })
  void itsRoleMayDoNothingElse(String sql) {
    assertThatThrownBy(
            () -> {
              try (Connection connection = database.connect();
                  Statement statement = connection.createStatement()) {
                statement.execute(sql);
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?s).*(permission denied|read-only transaction).*");
  }

  private static Panel panel(String title) {
    return DASHBOARDS.stream()
        .flatMap(dashboard -> dashboard.panels().stream())
        .filter(panel -> panel.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static Macros macros() {
    Instant now = Instant.now();
    return new Macros(now.minus(Duration.ofHours(6)), now, Duration.ofMinutes(1), "m1");
  }

  private double number(String sql) throws SQLException {
    return Double.parseDouble(firstColumn(sql).get(0));
  }

  private List<String> firstColumn(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = grafana.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }
}
