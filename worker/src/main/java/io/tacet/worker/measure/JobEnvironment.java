package io.tacet.worker.measure;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Variables of a job's processes: PATH, HOME, LANG, and the phase's own, which win. */
final class JobEnvironment {

  static final String PATH = "PATH";
  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private final Map<String, String> minimal;

  /**
   * From the worker's own.
   *
   * @param own looks a variable of the worker up; null when it is not set
   */
  JobEnvironment(UnaryOperator<@Nullable String> own, Path home) {
    this.minimal =
        Map.of(
            PATH,
            or(own.apply(PATH), DEFAULT_PATH),
            "HOME",
            home.toString(),
            "LANG",
            or(own.apply("LANG"), "C.UTF-8"));
  }

  Map<String, String> with(Map<String, String> ofPhase) {
    Map<String, String> all = new HashMap<>(minimal);
    all.putAll(ofPhase);
    return all;
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value;
  }
}
