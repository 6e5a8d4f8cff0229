package io.tacet.it.deploy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;

/**
 * The typed configuration of a service: its {@code @ConfigMapping} interfaces, found in its jars
 * and filled by the library that fills them when it runs.
 */
final class TypedKeys {

  private static final int ENVIRONMENT_ORDINAL = 300;
  private static final int FILE_ORDINAL = 250;

  private final List<ConfigClass> mappings;
  private final Properties defaults;
  private final ClassLoader loader;

  private TypedKeys(List<ConfigClass> mappings, Properties defaults, ClassLoader loader) {
    this.mappings = mappings;
    this.defaults = defaults;
    this.loader = loader;
  }

  /** Of a service, whose classes the loader finds. */
  static TypedKeys of(PackagedService service, ClassLoader loader) {
    List<ConfigClass> mappings = new ArrayList<>();
    Properties defaults = new Properties();
    try {
      for (Path jar : service.own()) {
        for (var found :
            Index.of(jar.toFile()).getAnnotations(DotName.createSimple(ConfigMapping.class))) {
          if (found.target().kind() == AnnotationTarget.Kind.CLASS) {
            String name = found.target().asClass().name().toString();
            mappings.add(ConfigClass.configClass(loader.loadClass(name)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    service.entries(
        "application.properties",
        stream -> {
          try {
            defaults.load(stream);
            return defaults;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    defaults.keySet().removeIf(key -> !key.toString().startsWith("tacet."));
    return new TypedKeys(List.copyOf(mappings), defaults, loader);
  }

  /** Names of the properties by those of their environment variables. */
  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    for (ConfigClass mapping : mappings) {
      for (String property : mapping.getProperties().keySet()) {
        properties.put(variable(property), property);
      }
    }
    return properties;
  }

  /** What the service would refuse to start for; variables it does not know are passed over. */
  List<String> refusals(Map<String, String> environment) {
    Map<String, String> known = properties();
    Map<String, String> values = new HashMap<>();
    environment.forEach(
        (variable, value) -> {
          String property = known.get(variable);
          if (property != null) {
            values.put(property, value);
          }
        });
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .forClassLoader(loader)
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(values, "environment", ENVIRONMENT_ORDINAL));
    Map<String, String> file = new HashMap<>();
    defaults.forEach((key, value) -> file.put(key.toString(), value.toString()));
    builder.withSources(new PropertiesConfigSource(file, "application.properties", FILE_ORDINAL));
    mappings.forEach(builder::withMapping);
    try {
      builder.build();
      return List.of();
    } catch (ConfigValidationException e) {
      List<String> refusals = new ArrayList<>();
      for (int i = 0; i < e.getProblemCount(); i++) {
        refusals.add(e.getProblem(i).getMessage());
      }
      return refusals;
    }
  }

  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
