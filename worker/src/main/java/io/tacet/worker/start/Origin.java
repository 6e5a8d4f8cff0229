package io.tacet.worker.start;

import io.smallrye.config.ConfigValue;
import java.util.Map;

/**
 * Says, for people, where a setting comes from. Immutable.
 *
 * @param lines of the configuration file, by key
 */
record Origin(Map<String, Integer> lines) {

  private static final String DEFAULT = "default";

  /** Where this value comes from. */
  String of(ConfigValue value) {
    String source = value.getConfigSourceName();
    if (source == null || value.isDefault() || source.contains("default values")) {
      return DEFAULT;
    }
    if (source.startsWith("SysPropConfigSource")) {
      return "system property";
    }
    if (source.startsWith("EnvConfigSource")) {
      return "environment";
    }
    if (source.startsWith(WorkerYamlSource.NAME)) {
      Integer line = lines.get(value.getName().replaceAll("\\[\\d+]", ""));
      String file = source.substring(WorkerYamlSource.NAME.length());
      return line == null ? file : file + ", line " + line;
    }
    if (source.contains("application.yaml") && source.contains(".jar")) {
      return DEFAULT; // built in
    }
    int path = source.indexOf("source=");
    return path < 0 ? source : source.substring(path + "source=".length()).replace("]", "");
  }
}
