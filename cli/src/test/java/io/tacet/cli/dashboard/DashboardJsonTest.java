package io.tacet.cli.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tacet.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The files as Grafana's documentation of its dashboards asks for, and those in deploy/. */
final class DashboardJsonTest {

  private static final Path COMMITTED = Path.of("../deploy/grafana");
  private static final MachineName LONG = new MachineName("m".repeat(63));
  private static final List<MachineName> MACHINES = List.of(new MachineName("m1"), LONG);
  private static final Look LOOK = new Look("6h", "30s");

  @Test
  void deployHoldsWhatTheCommandWritesWithoutMachines() throws IOException {
    // given
    Map<String, String> texts = DashboardFiles.texts(List.of(), LOOK, DataSource.USUAL_PLACE);

    // then
    assertThat(texts).hasSize(7);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      assertThat(COMMITTED.resolve(text.getKey()))
          .as("write it anew: ./tacet dashboards --no-nodes")
          .hasContent(text.getValue());
    }
    try (var files = Files.list(COMMITTED.resolve("dashboards"))) {
      assertThat(files).hasSize(5);
    }
  }

  @Test
  void everyDashboardHasWhatGrafanaNeedsOfIt() throws IOException {
    Set<String> uids = new HashSet<>();
    for (Dashboard dashboard : DashboardFiles.dashboards(MACHINES)) {
      // when
      JsonNode json = Json.mapper().readTree(Json.text(new DashboardJson(LOOK).of(dashboard)));

      // then
      assertThat(json.path("uid").asText()).matches("[a-z0-9-]{1,40}");
      assertThat(uids.add(json.path("uid").asText())).as("uid of its own").isTrue();
      assertThat(json.path("title").asText()).isNotBlank();
      assertThat(json.at("/time/from").asText()).isEqualTo("now-6h");
      assertThat(json.path("refresh").asText()).isEqualTo("30s");
      assertThat(json.path("panels")).hasSameSizeAs(dashboard.panels());
      assertPanels(json.path("panels"));
    }
    assertThat(uids).hasSize(7);
  }

  @Test
  void aMachinesOwnDashboardNamesItAndTheOtherOneLetsChoose() {
    DashboardJson json = new DashboardJson(LOOK);

    assertThat(Json.line(json.of(NodeDashboard.of(new MachineName("m1")))))
        .contains("\"type\":\"constant\",\"name\":\"machine\",\"query\":\"m1\"");
    assertThat(Json.line(json.of(NodeDashboard.ofAny())))
        .contains("\"type\":\"query\",\"name\":\"machine\"");
  }

  @Test
  void noSecretIsInTheFilesButTheNameOfItsVariable() {
    assertThat(DataSource.source())
        .contains("password: ${TACET_GRAFANA_DB_PASSWORD}")
        .contains("uid: " + DataSource.UID);
  }

  private static void assertPanels(JsonNode panels) {
    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : panels) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(panel.path("type").asText()).isIn("table", "timeseries", "stat", "state-timeline");
      assertThat(panel.path("description").asText()).isNotBlank();
      assertThat(panel.path("datasource").path("uid").asText()).isEqualTo(DataSource.UID);
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          String cell = (place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y);
          assertThat(cells.add(cell)).as("no two panels at " + cell).isTrue();
        }
      }
      JsonNode target = panel.path("targets").path(0);
      assertThat(target.path("refId").asText()).isEqualTo("A");
      assertThat(target.path("rawQuery").asBoolean()).isTrue();
      assertThat(target.path("format").asText()).isIn("table", "time_series");
      assertThat(target.path("rawSql").asText()).startsWith("SELECT");
    }
  }
}
