package io.tacet.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a job is to do.
 *
 * @param name for people; empty when it has none
 * @param repeat how often the phases are run, at least 1
 * @param setup run once before the first repeat, never measured
 * @param phases run in order in each repeat; at least one, names unique
 * @param timeout longest time of set-up and all repeats together
 */
public record Scenario(
    String name,
    int repeat,
    Optional<Phase> setup,
    List<Phase> phases,
    Optional<Duration> timeout) {

  /** Name of the phase that a bare command becomes. */
  public static final String RUNTIME = "RUNTIME";

  /** Name of the set-up, which no phase may bear. */
  public static final String SETUP = "SETUP";

  /** Copies the phases. */
  public Scenario {
    phases = List.copyOf(phases);
  }

  /** The scenario of a bare command: one measured phase RUNTIME. */
  public static Scenario ofCommand(List<String> words) {
    Phase runtime = Phase.of(RUNTIME, true, List.of(new Command(words)));
    return new Scenario("", 1, Optional.empty(), List.of(runtime), Optional.empty());
  }
}
