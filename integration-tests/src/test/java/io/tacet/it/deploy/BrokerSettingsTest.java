package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.embedded.parts.PartsDirectory;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The broker's environment in the compose file against the settings of the broker that is built.
 */
class BrokerSettingsTest {

  private static final String FILE = Checkout.read("docker-compose.yml");

  @Test
  void theBrokerKnowsItsSettings() throws Exception {
    assertThat(unknown(Compose.parse(FILE))).isEmpty();
    assertThat(unknown(ComposeOverride.merged(FILE, Checkout.read("deploy/compose/secure.yml"))))
        .isEmpty();
  }

  @Test
  void aMisspelledSettingIsSeen() throws Exception {
    String broken =
        Broken.replacing(FILE, "KAFKA_OFFSETS_RETENTION_MINUTES", "KAFKA_OFFSET_RETENTION_MINUTES");

    assertThat(unknown(Compose.parse(broken))).containsExactly("KAFKA_OFFSET_RETENTION_MINUTES");
  }

  /** The image takes {@code KAFKA_A_B} for the broker's {@code a.b}, and two for itself. */
  private static List<String> unknown(Compose compose) throws Exception {
    List<String> variables = new ArrayList<>(compose.environment("kafka").keySet());
    variables.removeAll(List.of("CLUSTER_ID", "KAFKA_HEAP_OPTS"));
    Collection<?> settings = settings();
    return variables.stream()
        .filter(
            variable ->
                !variable.startsWith("KAFKA_")
                    || !settings.contains(
                        variable
                            .substring("KAFKA_".length())
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '.')))
        .toList();
  }

  /** Asked by reflection: the broker's classes are on no class path of ours. */
  private static Collection<?> settings() throws Exception {
    List<URL> jars = new ArrayList<>();
    for (URI jar : PartsDirectory.find().jars("kafka").stream().map(Path::toUri).toList()) {
      jars.add(jar.toURL());
    }
    try (URLClassLoader broker =
        new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Object definition =
          broker
              .loadClass("org.apache.kafka.server.config.AbstractKafkaConfig")
              .getField("CONFIG_DEF")
              .get(null);
      Set<Object> names =
          new HashSet<>(
              (Collection<?>) definition.getClass().getMethod("names").invoke(definition));
      // The authorizer reads its own
      names.add(
          broker
              .loadClass("org.apache.kafka.metadata.authorizer.StandardAuthorizer")
              .getField("SUPER_USERS_CONFIG")
              .get(null));
      return names;
    }
  }
}
