package io.tacet.embedded.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    Properties properties = properties(file);
    if (!Files.exists(Path.of(properties.getProperty("log.dirs")).resolve("meta.properties"))) {
      format(file, arguments[1], properties.getProperty("tacet.scram"));
    }
    Class.forName("kafka.Kafka")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {file});
  }

  private static Properties properties(String file) throws IOException {
    Properties properties = new Properties();
    try (InputStream input = Files.newInputStream(Path.of(file))) {
      properties.load(input);
    }
    return properties;
  }

  /**
   * Formats.
   *
   * @param scram users to make, which must not be on a command line that others can read; null:
   *     none
   */
  private static void format(String file, String clusterId, String scram)
      throws ReflectiveOperationException {
    List<String> words = new ArrayList<>(List.of("format", "-t", clusterId, "-c", file));
    if (scram != null) {
      words.addAll(List.of("--add-scram", scram));
    }
    String[] command = words.toArray(String[]::new);
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
