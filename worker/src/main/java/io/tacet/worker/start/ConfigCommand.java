package io.tacet.worker.start;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The subcommand {@code config}. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows every setting in force and where it comes from; secrets are covered.",
      "",
      "All settings are checked before: what is wrong is said instead, with exit code 2."
    },
    footer = {"", "Example:", "  tacet-worker config --config /etc/tacet/worker.yaml"})
public final class ConfigCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  /** By picocli. */
  public ConfigCommand() {}

  @Override
  public Integer call() throws IOException {
    SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
    String path = System.getProperty(WorkerYamlSource.PROPERTY, "");
    Map<String, Integer> lines =
        path.isEmpty()
            ? Map.of()
            : YamlKeys.of(java.nio.file.Files.readString(Path.of(path))).lines();
    PrintWriter out = spec.commandLine().getOut();
    List<SettingsLine> all = lines(config, new Origin(lines));
    int widest = all.stream().mapToInt(line -> line.key().length()).max().orElse(0);
    all.forEach(line -> out.println(line.padded(widest)));
    out.flush();
    return 0;
  }

  /**
   * One setting.
   *
   * @param value as shown
   */
  record SettingsLine(String key, String value, String origin) {
    String padded(int width) {
      return key + " ".repeat(width - key.length()) + "  " + value + "  (" + origin + ")";
    }
  }

  static List<SettingsLine> lines(SmallRyeConfig config, Origin origin) {
    KnownKeys known = new KnownKeys();
    Set<String> keys = new TreeSet<>();
    known.all().stream().filter(key -> !key.contains("*")).forEach(keys::add);
    for (String name : config.getPropertyNames()) {
      if (name.startsWith("tacet.") && !name.contains("[") && known.has(name)) {
        keys.add(name);
      }
    }
    List<SettingsLine> lines = new ArrayList<>();
    for (String key : keys) {
      lines.add(line(config.getConfigValue(key), key, known, origin));
    }
    return lines;
  }

  private static SettingsLine line(ConfigValue found, String key, KnownKeys known, Origin origin) {
    String value = found.getValue();
    if (value == null || value.isEmpty()) {
      String preset = known.defaultOf(key);
      return new SettingsLine(key, preset.isEmpty() ? "-" : preset, "default");
    }
    boolean secret = known.isDeclaredSecret(key) || Secrets.isName(key);
    return new SettingsLine(key, secret ? Secrets.MASK : Secrets.covered(value), origin.of(found));
  }
}
