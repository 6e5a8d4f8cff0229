package io.tacet.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.Metric;
import io.tacet.worker.sensor.NotHereException;
import io.tacet.worker.sensor.Option;
import io.tacet.worker.sensor.Options;
import io.tacet.worker.sensor.Pace;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.sensor.Sensor;
import io.tacet.worker.sensor.SensorKind;
import io.tacet.worker.survey.Observation;
import io.tacet.worker.survey.Survey;
import io.tacet.worker.survey.SurveyKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {

  @TempDir private Path root;

  @Test
  void names_are_unique_and_none_is_undocumented() {
    assertThat(Catalog.descriptions()).extracting(Description::name).doesNotHaveDuplicates();
    assertThat(Catalog.descriptions())
        .allSatisfy(
            one -> {
              assertThat(one.name()).matches("[a-z]+(-[a-z]+)*");
              assertThat(one.help()).isNotBlank();
              assertThat(one.fields()).isNotEmpty();
              assertThat(one.options())
                  .allSatisfy(option -> assertThat(option.problem(option.otherwise())).isEmpty());
            });
    assertThat(Catalog.SURVEYS)
        .allSatisfy(kind -> assertThat(kind.description().paces().measuring()).isEqualTo(Pace.OFF));
  }

  @ParameterizedTest
  @CsvSource({"intel-desktop, vm", "amd-server, server", "vm, old"})
  void sensors_bring_what_they_describe_in_the_unit_they_describe(String sys, String proc)
      throws Exception {
    // given
    Place place = Machines.of(sys, proc, root);

    for (SensorKind kind : Catalog.SENSORS) {
      for (boolean all : List.of(true, false)) {
        // when
        try (Sensor sensor = kind.opener().open(place, options(kind.description(), all))) {

          // then
          assertThat(sensor.name()).isEqualTo(kind.description().name());
          assertThat(sensor.metrics()).as(sensor.name()).isNotEmpty();
          for (Metric metric : sensor.metrics()) {
            assertThat(kind.description().fields())
                .as(metric.toString())
                .extracting(Field::metric, Field::unit)
                .contains(org.assertj.core.groups.Tuple.tuple(metric.name(), metric.unit()));
            assertThat(columns(metric)).allMatch(column -> column >= 0 && column < sensor.width());
          }
          assertThat(sensor.metrics())
              .as("one series each")
              .extracting(metric -> metric.name() + " " + metric.detail())
              .doesNotHaveDuplicates();
        } catch (NotHereException e) {
          boolean meter = kind.description().name().equals("power");
          assertThat(sys.equals("vm") || meter).as(kind.description().name() + ": " + e).isTrue();
        }
      }
    }
  }

  /** The kernel's own files cannot be broken; a device's can be anything. */
  @ParameterizedTest
  @CsvSource({"intel-desktop, vm", "amd-server, server"})
  void whatever_stands_in_the_files_a_reading_ends_and_writes_nothing_elsewhere(
      String sys, String proc) throws Exception {
    Place place = Machines.of(sys, proc, root);
    Random random = new Random(4711);
    for (SensorKind kind : Catalog.SENSORS) {
      // given: it is open when its files change
      try (Sensor sensor = kind.opener().open(place, options(kind.description(), true))) {
        Map<Path, byte[]> before = contents();
        assertThat(before).as(sensor.name()).isNotEmpty();
        for (int i = 0; i < 12; i++) {
          for (Map.Entry<Path, byte[]> file : before.entrySet()) {
            overwrite(file.getKey(), broken(file.getValue(), i, random));
          }

          // when
          long[] row = new long[sensor.width() + 2];
          row[0] = 4711;
          row[row.length - 1] = 4711;
          try {
            sensor.read(row, 1);
          } catch (IOException e) {
            assertThat(e.getMessage()).isNotNull();
          }

          // then
          assertThat(row[0]).as(sensor.name()).isEqualTo(4711);
          assertThat(row[row.length - 1]).as(sensor.name()).isEqualTo(4711);
        }
        for (Map.Entry<Path, byte[]> file : before.entrySet()) {
          overwrite(file.getKey(), file.getValue());
        }

        // then: when the files are whole again, so is the sensor
        long[] row = new long[sensor.width()];
        sensor.read(row, 0);
        assertThat(Arrays.stream(row).filter(value -> value != Sensor.MISSING).count())
            .as(sensor.name())
            .isPositive();
      } catch (NotHereException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void what_this_machine_has_it_can_read_and_nothing_is_beyond_belief() throws Exception {
    Place place = Place.of(Path.of("/proc"), Path.of("/sys"));
    int here = 0;
    for (SensorKind kind : Catalog.SENSORS) {
      try (Sensor sensor = kind.opener().open(place, options(kind.description(), true))) {
        long[] row = new long[sensor.width()];
        sensor.read(row, 0);
        for (Metric metric : sensor.metrics()) {
          if (metric instanceof Metric.Level level && metric.unit().equals("%")) {
            assertThat(row[level.column()] * level.factor())
                .as(metric.name())
                .isBetween(0.0, 100.0);
          } else if (metric instanceof Metric.Share share) {
            assertThat(row[share.part()]).isBetween(0L, row[share.whole()]);
          }
        }
        here++;
      } catch (NotHereException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
    assertThat(here).as("every Linux has these").isGreaterThanOrEqualTo(12);
  }

  @Test
  void surveys_of_this_machine_bring_what_they_describe() throws Exception {
    Place place = Place.of(Path.of("/proc"), Path.of("/sys"));
    int seen = 0;
    for (SurveyKind kind : Catalog.SURVEYS) {
      try {
        Survey survey = kind.opener().open(place, Options.usual(kind.description().options()));
        Set<String> described =
            kind.description().fields().stream()
                .map(field -> field.metric() + " " + field.unit())
                .collect(Collectors.toSet());
        for (int look = 0; look < 2; look++) {
          List<Observation> observations = survey.look();
          assertThat(observations)
              .as(kind.description().name())
              .allSatisfy(one -> assertThat(described).contains(one.metric() + " " + one.unit()))
              .allSatisfy(one -> assertThat(one.value()).isFinite());
          seen += observations.size();
        }
      } catch (NotHereException e) {
        assertThat(kind.description().name()).isEqualTo("users");
      }
    }
    assertThat(seen).isGreaterThan(20);
  }

  /** Of the machine's files that are open now. */
  private Map<Path, byte[]> contents() throws IOException {
    Map<Path, byte[]> contents = new HashMap<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        Path file = target(descriptor);
        if (file.startsWith(root)) {
          contents.put(file, Files.readAllBytes(file));
        }
      }
    }
    return contents;
  }

  private static Path target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException e) {
      return descriptor; // closed meanwhile: the listing's own, or another thread's
    }
  }

  /** In place, as an open descriptor sees it. */
  private static void overwrite(Path file, byte[] bytes) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(0);
      open.write(bytes);
    }
  }

  private static byte[] broken(byte[] whole, int way, Random random) {
    return switch (way) {
      case 0 -> new byte[0];
      case 1 -> "\n\n\n".getBytes(StandardCharsets.US_ASCII);
      case 2 -> "-".getBytes(StandardCharsets.US_ASCII);
      case 3 -> "9".repeat(4000).getBytes(StandardCharsets.US_ASCII);
      case 4 -> "cpu eth0: vda some total=".repeat(3000).getBytes(StandardCharsets.US_ASCII);
      case 5 -> new byte[70_000];
      case 6 -> {
        byte[] noise = new byte[5000];
        random.nextBytes(noise);
        yield noise;
      }
      default -> Arrays.copyOf(whole, random.nextInt(whole.length + 1));
    };
  }

  /** As usual, or with all flags set. */
  private static Options options(Description description, boolean all) {
    Map<String, String> given = new HashMap<>();
    for (Option option : description.options()) {
      if (all && option.type() == Option.Type.FLAG) {
        given.put(option.name(), "true");
      }
    }
    return new Options(description.options(), given);
  }

  private static List<Integer> columns(Metric metric) {
    if (metric instanceof Metric.Share share) {
      return List.of(share.part(), share.whole());
    }
    return metric instanceof Metric.Level level
        ? List.of(level.column())
        : List.of(((Metric.Growth) metric).column());
  }
}
