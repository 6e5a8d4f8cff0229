package io.tacet.cli.dashboard;

import static io.tacet.cli.dashboard.DashboardJson.ordered;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How each kind of panel is drawn, in Grafana's words. */
final class PanelLook {

  private static final Map<String, Object> LEGEND =
      ordered("displayMode", "table", "placement", "right", "calcs", List.of("mean", "max"));

  private PanelLook() {}

  static Map<String, Object> defaults(Panel panel) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    if (panel.unit() != null) {
      defaults.put("unit", panel.unit());
    }
    switch (panel.kind()) {
      case LINES ->
          // A gap stays one: a machine says nothing while it measures and all of it afterwards.
          defaults.put(
              "custom",
              ordered(
                  "drawStyle",
                  "line",
                  "lineWidth",
                  1,
                  "showPoints",
                  "auto",
                  "spanNulls",
                  300_000,
                  "axisSoftMin",
                  0));
      case BARS ->
          defaults.put(
              "custom",
              ordered(
                  "drawStyle",
                  "bars",
                  "fillOpacity",
                  70,
                  "stacking",
                  ordered("mode", "normal", "group", "A")));
      case STATES -> defaults.put("custom", ordered("fillOpacity", 80, "lineWidth", 0));
      case TABLE -> defaults.put("custom", ordered("align", "auto", "filterable", true));
      case NUMBERS -> defaults.put("noValue", "none");
    }
    return defaults;
  }

  static Map<String, Object> options(Panel.Kind kind) {
    return switch (kind) {
      case LINES, BARS ->
          ordered("legend", LEGEND, "tooltip", ordered("mode", "multi", "sort", "desc"));
      case STATES ->
          ordered(
              "mergeValues",
              true,
              "showValue",
              "auto",
              "rowHeight",
              0.9,
              "legend",
              ordered("displayMode", "hidden", "placement", "bottom", "calcs", List.of()));
      case TABLE -> ordered("showHeader", true, "cellHeight", "sm");
      case NUMBERS ->
          ordered(
              "graphMode",
              "none",
              "colorMode",
              "none",
              "textMode",
              "value_and_name",
              "reduceOptions",
              ordered("values", true, "calcs", List.of(), "fields", ""));
    };
  }
}
