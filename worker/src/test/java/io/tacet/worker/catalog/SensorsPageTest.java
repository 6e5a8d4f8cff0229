package io.tacet.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.worker.sensor.Activity;
import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Option;
import io.tacet.worker.sensor.Pace;
import io.tacet.worker.sensor.SensorKind;
import io.tacet.worker.survey.SurveyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page in docs says what the code does. With {@code -Dtacet.docs.write=true} its list is
 * written anew.
 */
class SensorsPageTest {

  private static final Path PAGE = Path.of("../docs/sensors.md");
  private static final String BEGIN = "<!-- begin: written by SensorsPageTest, not by hand -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void the_page_lists_each_sensor_with_its_figures_units_options_and_intervals()
      throws IOException {
    // given
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    String list = list();

    if (Boolean.getBoolean("tacet.docs.write")) {
      Files.writeString(PAGE, page.substring(0, from) + list + page.substring(to));
      return;
    }

    // then
    assertThat(page.substring(from, to)).isEqualTo(list);
  }

  private static String list() {
    return "\n### Sensors\n\n"
        + table(Catalog.SENSORS.stream().map(SensorKind::description).toList())
        + "\n### Surveys, never while a job is measured\n\n"
        + table(Catalog.SURVEYS.stream().map(SurveyKind::description).toList())
        + "\n";
  }

  private static String table(List<Description> sensors) {
    return "| sensor | reads | figures (unit) | options [default] | interval by default |\n"
        + "|---|---|---|---|---|\n"
        + sensors.stream().map(SensorsPageTest::row).collect(Collectors.joining());
  }

  private static String row(Description sensor) {
    String figures =
        sensor.fields().stream()
            .map(field -> "`" + field.metric() + "` (" + field.unit() + "): " + field.meaning())
            .collect(Collectors.joining("<br>"));
    String options =
        sensor.options().stream().map(SensorsPageTest::option).collect(Collectors.joining("<br>"));
    return String.format(
        Locale.ROOT,
        "| **%s** | %s. %s | %s | %s | %s |%n",
        sensor.name(),
        sensor.help(),
        "`" + sensor.source() + "`",
        figures,
        options,
        intervals(sensor));
  }

  private static String option(Option option) {
    return "`" + option.name() + "` [" + option.otherwise() + "]: " + option.help();
  }

  private static String intervals(Description sensor) {
    return List.of(Activity.values()).stream()
        .map(
            activity ->
                activity.name().toLowerCase(Locale.ROOT) + " " + words(sensor.paces().in(activity)))
        .collect(Collectors.joining(", "));
  }

  private static String words(Pace pace) {
    if (pace instanceof Pace.Every every) {
      return every.period().toString().substring(2).toLowerCase(Locale.ROOT);
    }
    return pace instanceof Pace.Off ? "off" : pace instanceof Pace.Edges ? "edges" : "usual";
  }
}
