package io.tacet.worker.start;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSourceLoader;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.signature.SignatureConfig;
import io.tacet.worker.catalog.SamplingConfig;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.catalog.SensorsConfig;
import io.tacet.worker.config.WorkerConfig;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.gate.GateConfig;
import io.tacet.worker.gate.GateSettings;
import io.tacet.worker.log.LogConfig;
import io.tacet.worker.log.LogSettings;
import io.tacet.worker.measure.JobUserRule;
import io.tacet.worker.measure.MeasureConfig;
import io.tacet.worker.power.PowerConfig;
import io.tacet.worker.power.PowerSettings;
import io.tacet.worker.provider.ProviderSettings;
import io.tacet.worker.provider.ProvidersConfig;
import io.tacet.worker.signature.WorkerKey;
import io.tacet.worker.source.Credentials;
import io.tacet.worker.source.SourceConfig;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks all settings of the worker at once: the file's form, keys that nobody knows, values that
 * can't be read, values that can't be. Immutable; made once.
 */
final class SettingsCheck {

  private static final Pattern KEY = Pattern.compile("\\b(tacet\\.[A-Za-z0-9.*\"\\[\\]-]+)");
  private static final Pattern UNREADABLE =
      Pattern.compile(
          "The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst"
              + " being converted ?(.*)",
          Pattern.DOTALL);
  private static final Pattern MISSING =
      Pattern.compile("The config property (\\S+) is required but.*", Pattern.DOTALL);
  private static final Pattern NO_CONSTANT =
      Pattern.compile("Cannot convert .* to enum class \\S+, allowed values: (\\S+)");
  private static final Pattern CODE = Pattern.compile("SRCFG\\d+: |[a-z.]+\\.[A-Z]\\w+Exception: ");

  private final KnownKeys known = new KnownKeys();
  private final InstantSource clock;
  private final @Nullable ConfigFile file;
  private final YamlKeys keys;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();
  private final @Nullable SmallRyeConfig config;
  private @Nullable SmallRyeConfig whole;

  /** Checks a file, or none, with the environment and system properties over it. */
  SettingsCheck(@Nullable ConfigFile file, Map<String, String> environment) {
    this(file, environment, InstantSource.system());
  }

  /** The same at a time of a test's own: certificates have their days. */
  SettingsCheck(@Nullable ConfigFile file, Map<String, String> environment, InstantSource clock) {
    this.clock = clock;
    this.file = file;
    this.keys = YamlKeys.of(file == null ? "" : file.text());
    this.environment = environment;
    if (!keys.problems().isEmpty()) {
      keys.problems().forEach(problem -> problems.add(at(problem)));
      config = null; // whatever else there is to say comes from not having read it
      return;
    }
    config = builder().build();
    unknownInFile();
    unknownInEnvironment();
    values(config);
  }

  /** One sentence for each thing that is wrong; none: the worker can start. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** A warning when the file tells its secrets to everybody. */
  Optional<String> tellsSecrets() {
    if (file == null || !file.isReadableByAll()) {
      return Optional.empty();
    }
    return keys.lines().keySet().stream()
        .filter(key -> !keys.empty().contains(key))
        .filter(this::isSecret)
        .findFirst()
        .map(
            key ->
                file.path()
                    + " can be read by every user of this machine and holds a secret ("
                    + key
                    + "): chmod o-r "
                    + file.path());
  }

  /** These settings, if they are complete; defaults for what can't be read. */
  <T> Optional<T> settings(Class<T> declared) {
    return Optional.ofNullable(whole).map(found -> found.getConfigMapping(declared));
  }

  private boolean isSecret(String key) {
    return known.isDeclaredSecret(key)
        || Secrets.isName(key)
        || (config != null
            && config.getOptionalValue(key, String.class).filter(Secrets::isIn).isPresent());
  }

  private SmallRyeConfigBuilder builder() {
    SmallRyeConfigBuilder builder =
        ConfigUtils.configBuilder()
            .withValidateUnknown(false) // done here, with lines and what was meant
            .withSources(new YamlConfigSourceLoader.InFileSystem())
            .withSources(new EnvConfigSource(environment, EnvConfigSource.ORDINAL + 1));
    if (file != null) {
      ConfigSource source = WorkerYamlSource.of(file);
      builder.withSources(source);
    }
    return builder;
  }

  private void unknownInFile() {
    keys.lines()
        .forEach(
            (key, line) -> {
              boolean ours = key.startsWith("tacet.");
              boolean isGroup = known.isGroup(key) || key.equals("tacet");
              if (key.startsWith("quarkus.") || known.has(key)) {
                return;
              }
              if (isGroup && !keys.empty().contains(key)) {
                problems.add(at("line " + line + ": " + key + " is a group of keys, not a value"));
              } else if (!isGroup) {
                String hint =
                    known.nearest(key).map(near -> "; do you mean " + near + "?").orElse("");
                problems.add(
                    at("line " + line + ": unknown key " + key + (ours ? "" : nested()) + hint));
              }
            });
  }

  private static String nested() {
    return " (keys are nested: tacet:, below it worker:, below it machine: and so on)";
  }

  private void unknownInEnvironment() {
    environment.keySet().stream()
        .filter(known::isUnknownVariable)
        .sorted()
        .forEach(
            name ->
                problems.add(
                    "environment: "
                        + name
                        + " is no setting of the worker"
                        + known
                            .nearestVariable(name)
                            .map(near -> "; do you mean " + near + "?")
                            .orElse("")));
    for (Object name : System.getProperties().keySet()) {
      String key = String.valueOf(name);
      if (key.startsWith("tacet.worker.") && !known.has(key)) {
        problems.add(
            "system property: unknown key "
                + key
                + known.nearest(key).map(near -> "; do you mean " + near + "?").orElse(""));
      }
    }
  }

  private void values(SmallRyeConfig plain) {
    Map<String, String> unreadable = new HashMap<>();
    try {
      whole = mapped(unreadable);
    } catch (ConfigValidationException e) {
      for (int i = 0; i < e.getProblemCount(); i++) {
        String message = CODE.matcher(e.getProblem(i).getMessage()).replaceAll("");
        Matcher key = UNREADABLE.matcher(message);
        if (key.matches()) {
          unreadable.put(key.group(1), known.defaultOf(key.group(1)));
        }
        add(plain, plain(message));
      }
      whole = mappedWithout(unreadable);
    }
    List<String> impossible = new ArrayList<>();
    settings(ContractConfig.class)
        .map(contract -> contract.problems(clock.instant()))
        .ifPresent(impossible::addAll);
    settings(WorkerConfig.class).map(WorkerSettings::problems).ifPresent(impossible::addAll);
    settings(GateConfig.class).map(GateSettings::problems).ifPresent(impossible::addAll);
    settings(SensorsConfig.class)
        .flatMap(
            sensors ->
                settings(SamplingConfig.class)
                    .map(sampling -> SensorSettings.problems(sensors, sampling)))
        .ifPresent(impossible::addAll);
    settings(ProvidersConfig.class).map(ProviderSettings::problems).ifPresent(impossible::addAll);
    settings(SourceConfig.class).map(Credentials::problems).ifPresent(impossible::addAll);
    settings(PowerConfig.class).map(PowerSettings::problems).ifPresent(impossible::addAll);
    settings(LogConfig.class).map(LogSettings::problems).ifPresent(impossible::addAll);
    impossible.addAll(keyProblems());
    impossible.stream()
        .filter(problem -> unreadable.keySet().stream().noneMatch(problem::contains))
        .forEach(problem -> add(plain, problem));
  }

  /** Whether jobs could take what the worker proves itself with. */
  private List<String> keyProblems() {
    Optional<ContractConfig> contract = settings(ContractConfig.class);
    Optional<SignatureConfig> signature = settings(SignatureConfig.class);
    Optional<MeasureConfig> measure = settings(MeasureConfig.class);
    if (contract.isEmpty() || signature.isEmpty() || measure.isEmpty()) {
      return List.of(); // what is missing has been said
    }
    List<String> found = new ArrayList<>();
    String user = System.getProperty("user.name", "");
    found.addAll(JobUserRule.problems(measure.get(), contract.get(), signature.get(), user));
    found.addAll(WorkerKey.problems(signature.get(), measure.get().jobUser()));
    return found;
  }

  /** So that what can't be is said together with what can't be read. */
  private @Nullable SmallRyeConfig mappedWithout(Map<String, String> unreadable) {
    try {
      return mapped(unreadable);
    } catch (ConfigValidationException e) {
      return null; // something is missing, which has been said
    }
  }

  private SmallRyeConfig mapped(Map<String, String> instead) {
    SmallRyeConfigBuilder builder =
        builder().withSources(new PropertiesConfigSource(instead, "instead", Integer.MAX_VALUE));
    KnownKeys.DECLARED.forEach(builder::withMapping);
    return builder.build();
  }

  /** A problem with the place where its key was set; each once, interfaces share keys. */
  private void add(SmallRyeConfig plain, String text) {
    Matcher key = KEY.matcher(text);
    String where = "";
    if (key.find()) {
      String name = key.group(1).replaceAll("\\.$", "");
      if (plain.getConfigValue(name).getValue() != null) {
        where = new Origin(keys.lines()).of(plain.getConfigValue(name)) + ": ";
      }
    }
    if (!problems.contains(where + text)) {
      problems.add(where + text);
    }
  }

  private static String plain(String message) {
    Matcher unreadable = UNREADABLE.matcher(message);
    if (unreadable.matches()) {
      String key = unreadable.group(1);
      String value = Secrets.isName(key) ? Secrets.MASK : Secrets.covered(unreadable.group(2));
      return key + ": '" + value + "' can't be read: " + reason(unreadable.group(3));
    }
    Matcher missing = MISSING.matcher(message);
    return missing.matches() ? missing.group(1) + " is not set, and is needed" : message;
  }

  private static String reason(String given) {
    Matcher constant = NO_CONSTANT.matcher(given);
    if (!constant.matches()) {
      return given;
    }
    return Arrays.stream(constant.group(1).split(",", -1))
        .filter(name -> !name.equals("unknown")) // for readers of events, never to be set
        .sorted()
        .collect(Collectors.joining(", ", "must be one of ", ""));
  }

  private String at(String problem) {
    return file == null ? problem : file.path() + ", " + problem;
  }
}
