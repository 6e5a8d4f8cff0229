package io.tacet.worker.start;

import io.tacet.worker.config.WorkerConfig;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.log.LogConfig;
import io.tacet.worker.log.LogSettings;
import io.tacet.worker.signature.WorkerKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Gets the program's configuration ready before the program is: afterwards it is fixed. What it
 * found out travels in system properties, the only thing there is on both sides.
 */
public final class Start {

  /** Whether there are to be log files; application.yaml looks at it. */
  static final String LOG_FILES = "worker.start.log-files";

  private static final String ERROR_HANDLER = "worker.start.error-handler";
  private static final String WARNING = "worker.start.warning";

  private static final Set<String> QUESTIONS = Set.of("-h", "--help", "-V", "--version", "help");

  private final Map<String, String> environment;
  private final List<Path> places;

  /** With these environment variables. */
  public Start(Map<String, String> environment) {
    this(environment, ConfigFile.PLACES);
  }

  Start(Map<String, String> environment, List<Path> places) {
    this.environment = Map.copyOf(environment);
    this.places = List.copyOf(places);
  }

  /**
   * Chooses the configuration file and checks all settings.
   *
   * @return all that is wrong; empty: go on
   */
  public List<String> prepare(List<String> arguments) {
    if (arguments.stream().anyMatch(QUESTIONS::contains)) {
      return List.of(); // whoever asks for help gets it, whatever the settings are
    }
    Optional<ConfigFile> file;
    try {
      file = ConfigFile.choose(arguments, places);
    } catch (IOException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
    System.setProperty(WorkerYamlSource.PROPERTY, file.map(it -> it.path().toString()).orElse(""));
    SettingsCheck check = new SettingsCheck(file.orElse(null), environment);
    if (!isRun(arguments)) {
      return check.problems().stream().filter(problem -> !isForRunOnly(problem)).toList();
    }
    if (check.problems().isEmpty()) {
      check.tellsSecrets().ifPresent(warning -> System.setProperty(WARNING, warning));
      logFiles(check);
    }
    return check.problems();
  }

  /** Says in the log where the settings come from and what else the log is written to. */
  public static void tell(Logger log, LogSettings files) {
    String file = System.getProperty(WorkerYamlSource.PROPERTY, "");
    log.infof(
        "Settings: %s, environment and system properties above it",
        file.isEmpty() ? "no file (none of " + ConfigFile.PLACES + ")" : file);
    if (Boolean.getBoolean(LOG_FILES)) {
      log.infof("Log: %s, warnings and errors: %s", files.file(), files.errorFile());
    }
    String warning = System.getProperty(WARNING, "");
    if (!warning.isEmpty()) {
      log.warn(warning);
    }
  }

  /** Whether this is the worker itself: it alone has a log, its subcommands answer and end. */
  private static boolean isRun(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--config") || argument.equals("--wait")) {
        i++; // its value
      } else if (!argument.startsWith("-")) {
        return false;
      }
    }
    return true;
  }

  /** What looks at a machine, or makes its key, must work before the machine has name and key. */
  private static boolean isForRunOnly(String problem) {
    return problem.equals(WorkerSettings.NO_MACHINE) || problem.contains(WorkerKey.SETTING + ": ");
  }

  private static void logFiles(SettingsCheck check) {
    Path state = check.settings(WorkerConfig.class).orElseThrow().stateDir();
    LogSettings log = LogSettings.of(check.settings(LogConfig.class).orElseThrow(), state);
    if (!log.isWanted()) {
      return;
    }
    try {
      log.makeFiles();
      System.setProperty(LOG_FILES, "true");
      System.setProperty(ERROR_HANDLER, "errors");
    } catch (IOException e) {
      System.setProperty(
          WARNING,
          "No log files ("
              + e
              + "): set tacet.worker.log.file and error-file to files that user "
              + System.getProperty("user.name")
              + " may write, or tacet.worker.log.files to false");
    }
  }
}
