package io.tacet.worker.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A unit of systemd, by systemd.syntax(7) without continued lines. Immutable. */
record UnitFile(Path path, List<Setting> settings) {

  /** One line. */
  record Setting(String section, String key, String value) {}

  static UnitFile read(Path path) throws IOException {
    List<Setting> settings = new ArrayList<>();
    String section = "";
    for (String line : Files.readAllLines(path)) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.indexOf(']'));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        if (equals < 1 || line.endsWith("\\")) {
          throw new IOException(path + ": no setting: " + line);
        }
        settings.add(new Setting(section, line.substring(0, equals), line.substring(equals + 1)));
      }
    }
    return new UnitFile(path, settings);
  }

  /** The only value of a key. */
  String value(String section, String key) {
    List<String> values = values(section, key);
    if (values.size() != 1) {
      throw new AssertionError(path + ": " + key + " is there " + values.size() + " times");
    }
    return values.get(0);
  }

  List<String> values(String section, String key) {
    return settings.stream()
        .filter(setting -> setting.section().equals(section) && setting.key().equals(key))
        .map(Setting::value)
        .toList();
  }
}
