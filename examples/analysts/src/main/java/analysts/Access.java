package analysts;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * How to sign in, where Kafka is locked: the settings of Kafka's clients in the file that {@code
 * -Daccess.properties=FILE} names; none without it.
 */
final class Access {

  private Access() {}

  static Properties settings() {
    Properties settings = new Properties();
    String file = System.getProperty("access.properties");
    if (file != null) {
      try (Reader reader = Files.newBufferedReader(Path.of(file))) {
        settings.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("can't read " + file, e);
      }
    }
    return settings;
  }
}
