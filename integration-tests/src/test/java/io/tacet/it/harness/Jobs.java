package io.tacet.it.harness;

import io.tacet.contract.rest.SubmitJob;
import java.util.List;

/** Jobs for tests. */
public final class Jobs {

  private Jobs() {}

  /** A job that runs one command. */
  public static SubmitJob command(String machine, String... words) {
    return command(machine, 3, words);
  }

  /** A job that runs one command, with a limit of attempts. */
  public static SubmitJob command(String machine, int maxAttempts, String... words) {
    return new SubmitJob(
        null, machine, "default", List.of(words), null, null, null, 600L, false, maxAttempts);
  }

  /** A job that runs one command within some seconds. */
  public static SubmitJob limited(
      String machine, int maxAttempts, long timeLimitSeconds, String... words) {
    return new SubmitJob(
        null,
        machine,
        "default",
        List.of(words),
        null,
        null,
        null,
        timeLimitSeconds,
        false,
        maxAttempts);
  }

  /** A job from the text of a scenario. */
  public static SubmitJob scenario(String machine, boolean interruptible, String text) {
    return new SubmitJob(null, machine, "default", null, text, null, null, 600L, interruptible, 3);
  }
}
