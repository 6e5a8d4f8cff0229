package io.tacet.cli.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dashboards in Grafana's JSON, its <a
 * href="https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/">classic
 * model</a>. Immutable.
 */
final class DashboardJson {

  /** Of Grafana 11; newer ones convert it when they read it. */
  private static final int SCHEMA_VERSION = 39;

  static final Map<String, Object> SOURCE =
      ordered("type", "grafana-postgresql-datasource", "uid", DataSource.UID);
  private static final String TAG = "tacet";

  private final Look look;

  DashboardJson(Look look) {
    this.look = look;
  }

  Map<String, Object> of(Dashboard dashboard) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("uid", dashboard.uid());
    json.put("title", dashboard.title());
    json.put("description", dashboard.description());
    json.put("tags", List.of(TAG));
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("editable", true);
    json.put("graphTooltip", 1);
    json.put("timezone", "utc");
    json.put("time", ordered("from", "now-" + look.range(), "to", "now"));
    json.put("refresh", look.refresh());
    json.put("links", List.of(links()));
    json.put("templating", Map.of("list", variables(dashboard.variable())));
    json.put("annotations", Map.of("list", List.of()));
    json.put("panels", panels(dashboard.panels()));
    return json;
  }

  private static Map<String, Object> links() {
    return ordered(
        "type",
        "dashboards",
        "title",
        "Tacet",
        "tags",
        List.of(TAG),
        "asDropdown",
        true,
        "includeVars",
        false,
        "keepTime",
        true,
        "targetBlank",
        false);
  }

  private static List<Object> variables(Variable variable) {
    if (variable instanceof Variable.Choice choice) {
      return List.of(
          ordered(
              "type",
              "query",
              "name",
              "machine",
              "label",
              "Machine",
              "datasource",
              SOURCE,
              "query",
              choice.sql(),
              "definition",
              choice.sql(),
              "refresh",
              1,
              "sort",
              0,
              "multi",
              false,
              "includeAll",
              false));
    }
    if (variable instanceof Variable.Constant constant) {
      Map<String, Object> current = ordered("text", constant.value(), "value", constant.value());
      return List.of(
          ordered(
              "type",
              "constant",
              "name",
              "machine",
              "query",
              constant.value(),
              "hide",
              2,
              "skipUrlSync",
              true,
              "current",
              current));
    }
    return List.of();
  }

  private static List<Object> panels(List<Panel> panels) {
    List<Object> json = new ArrayList<>();
    int x = 0;
    int y = 0;
    int rowHeight = 0;
    for (Panel panel : panels) {
      if (x + panel.width() > Panel.COLUMNS) {
        x = 0;
        y += rowHeight;
        rowHeight = 0;
      }
      json.add(panel(panel, json.size() + 1, x, y));
      x += panel.width();
      rowHeight = Math.max(rowHeight, panel.height());
    }
    return json;
  }

  private static Map<String, Object> panel(Panel panel, int id, int x, int y) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("type", panel.kind().plugin());
    json.put("title", panel.title());
    json.put("description", panel.description());
    json.put("gridPos", ordered("x", x, "y", y, "w", panel.width(), "h", panel.height()));
    json.put("datasource", SOURCE);
    if (panel.leastInterval() != null) {
      json.put("interval", panel.leastInterval());
    }
    Query query = panel.query();
    json.put(
        "targets",
        List.of(
            ordered(
                "refId",
                "A",
                "datasource",
                SOURCE,
                "editorMode",
                "code",
                "rawQuery",
                true,
                "format",
                query.form().json(),
                "rawSql",
                query.sql())));
    json.put("fieldConfig", ordered("defaults", PanelLook.defaults(panel), "overrides", List.of()));
    json.put("options", PanelLook.options(panel.kind()));
    return json;
  }

  /** Keys and values in turn. */
  static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
