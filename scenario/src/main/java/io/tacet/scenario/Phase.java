package io.tacet.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One part of a scenario: commands one after the other, or a wait.
 *
 * @param name as in the scenario, e.g. RUNTIME
 * @param commands run in order; empty for a phase that waits
 * @param duration how long a phase without commands waits
 * @param measured whether it is sampled, in silence
 * @param timeout longest time of all its commands together
 * @param environment variables of its processes, beside the worker's minimal ones
 * @param directory where it runs, relative to the source; {@code .} is the source itself
 * @param allowedExitCodes exit codes that are no failure
 * @param network what its processes see of the network
 */
public record Phase(
    String name,
    List<Command> commands,
    Optional<Duration> duration,
    boolean measured,
    Optional<Duration> timeout,
    Map<String, String> environment,
    String directory,
    Set<Integer> allowedExitCodes,
    Network network) {

  /** Copies its parts. */
  public Phase {
    commands = List.copyOf(commands);
    environment = Map.copyOf(environment);
    allowedExitCodes = Set.copyOf(allowedExitCodes);
  }

  /** A phase that runs commands in the source's directory, each to end with exit code 0. */
  public static Phase of(String name, boolean measured, List<Command> commands) {
    return new Phase(
        name,
        commands,
        Optional.empty(),
        measured,
        Optional.empty(),
        Map.of(),
        ".",
        Set.of(0),
        Network.HOST);
  }

  /** Longest it can take; empty when nothing but the job's time limit says so. */
  public Optional<Duration> longest() {
    return duration.isPresent() ? duration : timeout;
  }
}
