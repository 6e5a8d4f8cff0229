package io.tacet.embedded.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Main class of the broker's process: formats the log directory if it is new, then starts the
 * broker. Runs on the broker's class path, so it uses the JDK alone and finds Kafka by name.
 */
public final class BrokerLauncher {
  private BrokerLauncher() {}

  /**
   * Runs until the process is told to end.
   *
   * @param arguments the broker's properties file, the cluster id
   */
  public static void main(String[] arguments) throws Exception {
    String file = arguments[0];
    if (!Files.exists(logDirectory(file).resolve("meta.properties"))) {
      format(file, arguments[1]);
    }
    Class.forName("kafka.Kafka")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {file});
  }

  private static Path logDirectory(String file) throws IOException {
    Properties properties = new Properties();
    try (InputStream input = Files.newInputStream(Path.of(file))) {
      properties.load(input);
    }
    return Path.of(properties.getProperty("log.dirs"));
  }

  private static void format(String file, String clusterId) throws ReflectiveOperationException {
    String[] command = {"format", "-t", clusterId, "-c", file};
    try {
      Object code =
          Class.forName("kafka.tools.StorageTool")
              .getMethod("execute", String[].class, PrintStream.class)
              .invoke(null, command, System.out);
      if (!Integer.valueOf(0).equals(code)) {
        throw new IllegalStateException("formatting the log directory ended with code " + code);
      }
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the log directory can't be formatted", e.getCause());
    }
  }
}
