package io.tacet.worker.start;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.signature.SignatureConfig;
import io.tacet.scenario.Nearest;
import io.tacet.worker.catalog.SamplingConfig;
import io.tacet.worker.catalog.SensorsConfig;
import io.tacet.worker.config.WorkerConfig;
import io.tacet.worker.gate.GateConfig;
import io.tacet.worker.log.LogConfig;
import io.tacet.worker.measure.MeasureConfig;
import io.tacet.worker.power.PowerConfig;
import io.tacet.worker.provider.ProvidersConfig;
import io.tacet.worker.source.SourceConfig;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All keys that the worker can be configured with, by the interfaces that declare them. Immutable.
 */
final class KnownKeys {

  /** Every interface of configuration; a test looks that none is missing. */
  static final List<Class<?>> DECLARED =
      List.of(
          ContractConfig.class,
          SignatureConfig.class,
          WorkerConfig.class,
          MeasureConfig.class,
          GateConfig.class,
          SensorsConfig.class,
          SamplingConfig.class,
          ProvidersConfig.class,
          SourceConfig.class,
          PowerConfig.class,
          LogConfig.class);

  private static final String ROOT = "tacet.";
  private static final String VARIABLE_ROOT = "TACET_WORKER_";

  /** What Kubernetes sets by itself where a service has the worker's name. */
  private static final Pattern KUBERNETES =
      Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT|PORT)(_.*)?");

  private final Map<String, String> defaults = new TreeMap<>();
  private final Set<String> secrets = new HashSet<>();

  KnownKeys() {
    this(DECLARED);
  }

  KnownKeys(List<Class<?>> declared) {
    for (Class<?> one : declared) {
      ConfigClass keys = ConfigClass.configClass(one);
      keys.getProperties()
          .forEach((key, value) -> defaults.put(plain(key), value == null ? "" : value));
      keys.getSecrets().forEach(key -> secrets.add(plain(key)));
    }
  }

  /** The keys, {@code *} where any word may stand, in order. */
  Set<String> all() {
    return Collections.unmodifiableSet(defaults.keySet());
  }

  /** Default of a key; empty when it has none. */
  String defaultOf(String key) {
    return defaults.getOrDefault(key, "");
  }

  boolean isDeclaredSecret(String key) {
    return secrets.contains(plain(key));
  }

  /** Whether there is such a key. */
  boolean has(String key) {
    String plain = plain(key);
    return defaults.containsKey(plain)
        || defaults.keySet().stream().anyMatch(known -> fits(known, plain));
  }

  /** Whether a key names a group of keys. */
  boolean isGroup(String key) {
    return defaults.keySet().stream().anyMatch(known -> known.startsWith(plain(key) + "."));
  }

  /** Whether an environment variable is meant for the worker and names no key of it. */
  boolean isUnknownVariable(String name) {
    return name.startsWith(VARIABLE_ROOT)
        && !KUBERNETES.matcher(name).matches()
        && defaults.keySet().stream().noneMatch(known -> isVariableOf(known, withoutPlaces(name)));
  }

  /** What somebody who wrote this key probably meant. */
  Optional<String> nearest(String key) {
    String plain = plain(key).replace("\"", "");
    return defaults.keySet().stream()
        .filter(known -> !plain.isEmpty() && known.endsWith("." + plain))
        .findFirst()
        .or(() -> Nearest.to(plain, defaults.keySet()))
        .or(() -> Nearest.to(ROOT + "worker." + plain, defaults.keySet()))
        .or(() -> sameLastWord(plain));
  }

  /** What somebody who set this variable probably meant. */
  Optional<String> nearestVariable(String name) {
    return Nearest.to(name, defaults.keySet().stream().map(KnownKeys::variable).toList());
  }

  /** The environment variable of a key. */
  static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private Optional<String> sameLastWord(String plain) {
    String last = plain.substring(plain.lastIndexOf('.') + 1);
    List<String> same =
        defaults.keySet().stream().filter(known -> known.endsWith("." + last)).toList();
    return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
  }

  /** A place in a list, {@code [0]}, is {@code _0_} in a variable. */
  private static String withoutPlaces(String variable) {
    return variable.replaceAll("_\\d+_(?=_|$)", "");
  }

  private static boolean isVariableOf(String known, String name) {
    return name.matches(wild(known, ".+", KnownKeys::variable));
  }

  private static boolean fits(String known, String key) {
    return known.contains("*") && key.matches(wild(known, "(\"[^\"]+\"|[^.]+)", word -> word));
  }

  private static String wild(String known, String any, UnaryOperator<String> as) {
    return Arrays.stream(known.split("\\*", -1))
        .map(word -> Pattern.quote(as.apply(word)))
        .collect(Collectors.joining(any));
  }

  /** Without the places in lists. */
  private static String plain(String key) {
    return key.replaceAll("\\[(\\d+|\\*)]", "");
  }
}
