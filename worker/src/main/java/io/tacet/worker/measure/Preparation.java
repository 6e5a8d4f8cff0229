package io.tacet.worker.measure;

import io.tacet.scenario.Network;
import io.tacet.scenario.Phase;
import io.tacet.scenario.Scenario;
import io.tacet.scenario.ScenarioException;
import io.tacet.scenario.ScenarioParser;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobOrder;
import io.tacet.schema.Source;
import io.tacet.worker.process.JobUser;
import io.tacet.worker.source.GitCheckout;
import io.tacet.worker.source.SourceException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a {@link LoadedJob} out of an order: source, scenario, directories. */
final class Preparation {

  private static final String SCENARIO_FILE = "tacet.yml";

  private final GitCheckout git;
  private final Optional<JobUser> user;
  private final Supplier<Optional<String>> networkObstacle;
  private final ScenarioParser parser = new ScenarioParser();

  /**
   * On this machine.
   *
   * @param user whom jobs run as
   * @param networkObstacle tells why a job can have no network of its own; empty when it can
   */
  Preparation(GitCheckout git, Optional<JobUser> user, Supplier<Optional<String>> networkObstacle) {
    this.git = git;
    this.user = user;
    this.networkObstacle = networkObstacle;
  }

  LoadedJob prepare(JobOrder order, Path directory) throws PreparationException {
    Workspace workspace = new Workspace(directory.toAbsolutePath());
    if (order.getTimeLimitMicros() <= 0) {
      throw user("timeLimitMicros: must be positive");
    }
    try {
      workspace.create();
      Source source = source(order);
      String commit =
          source == null
              ? null
              : git.checkOut(source.getUri(), source.getRef(), workspace.source());
      Scenario scenario = scenario(order, workspace);
      checkNetwork(scenario);
      workspace.giveTo(user);
      Duration limit = Duration.of(order.getTimeLimitMicros(), ChronoUnit.MICROS);
      Duration shorter =
          scenario.timeout().filter(timeout -> timeout.compareTo(limit) < 0).orElse(limit);
      return new LoadedJob(
          name(order, scenario), commit, scenario, workspace, shorter, order.getInterruptible());
    } catch (SourceException e) {
      throw new PreparationException(errorClass(e.fault()), String.valueOf(e.getMessage()));
    } catch (ScenarioException e) {
      throw user(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new PreparationException(
          ErrorClass.MACHINE, "this machine could not prepare the job: " + e.getMessage());
    }
  }

  /** The repository the order names, if it does, once it is sure that it names nothing else. */
  private static @Nullable Source source(JobOrder order) throws PreparationException {
    int given =
        (order.getCommand() == null ? 0 : 1)
            + (order.getScenario() == null ? 0 : 1)
            + (order.getSource() == null ? 0 : 1);
    if (given != 1) {
      throw user("exactly one of command, scenario and source must be given");
    }
    return order.getSource();
  }

  private Scenario scenario(JobOrder order, Workspace workspace)
      throws PreparationException, SourceException, ScenarioException, IOException {
    if (order.getCommand() != null) {
      return ofCommand(order.getCommand(), order);
    }
    if (order.getScenario() != null) {
      return parser.parse(SCENARIO_FILE, order.getScenario(), order.getVariables());
    }
    String path = order.getSource().getPath();
    Path file = GitCheckout.file(workspace.source(), path);
    return parser.parse(path, read(file, path), order.getVariables());
  }

  private static Scenario ofCommand(List<String> command, JobOrder order)
      throws PreparationException {
    if (command.isEmpty() || command.get(0).isBlank()) {
      throw user("command: needs a program");
    }
    if (command.get(0).indexOf('=') >= 0) {
      throw user("command: \"" + command.get(0) + "\" is no program");
    }
    if (command.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw user("command: a word must not contain the character NUL");
    }
    if (!order.getVariables().isEmpty()) {
      throw user("variables: a bare command declares none");
    }
    return Scenario.ofCommand(command);
  }

  private static String read(Path file, String path) throws PreparationException, IOException {
    if (Files.size(file) > ScenarioParser.LONGEST) {
      throw user("source.path: \"" + path + "\" is larger than a scenario may be (256 KiB)");
    }
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw user("source.path: \"" + path + "\" is not UTF-8 text");
    }
  }

  /** Rather than measure with a network that was to be closed; another attempt would not help. */
  private void checkNetwork(Scenario scenario) throws PreparationException {
    Optional<String> phase =
        scenario.phases().stream()
            .filter(one -> one.network() == Network.NONE)
            .map(Phase::name)
            .findFirst();
    Optional<String> obstacle = phase.isPresent() ? networkObstacle.get() : Optional.empty();
    if (obstacle.isPresent()) {
      throw user(
          "phase "
              + phase.get()
              + ": network none is not possible on this machine ("
              + obstacle.get()
              + "); use network host, or ask its operator to allow network namespaces");
    }
  }

  private static ErrorClass errorClass(SourceException.Fault fault) {
    return switch (fault) {
      case USER -> ErrorClass.USER;
      case NETWORK -> ErrorClass.INFRASTRUCTURE;
      case MACHINE -> ErrorClass.MACHINE;
    };
  }

  private static String name(JobOrder order, Scenario scenario) {
    boolean isOwn = order.getNamed() && !order.getName().isBlank();
    return isOwn || scenario.name().isBlank() ? order.getName() : scenario.name();
  }

  private static PreparationException user(String message) {
    return new PreparationException(ErrorClass.USER, message);
  }
}
