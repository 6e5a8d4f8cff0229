package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/jobs}. Exactly one of command, scenario and source is given.
 *
 * @param name name for people, one line, at most 200 characters; null: made from the rest
 * @param machine id of the machine; null with labels
 * @param project project id; null: the user's only project
 * @param command program and arguments, run without a shell
 * @param scenario text of a scenario file, at most 256 KiB
 * @param source scenario in a git repository
 * @param variables values for the scenario's variables
 * @param timeLimitSeconds longest run time of all phases together, s; null: 3600
 * @param interruptible whether a cancel may stop it between two phases; null: false
 * @param maxAttempts attempts until it fails for good, 1 to 10; null: 3
 * @param checkThreshold {@code error}, {@code warn} or {@code info}: the level from which a system
 *     check that is not met refuses the job; null: what the machine is configured for
 * @param labels instead of a machine: labels it must have, and {@code kind}; the first fitting
 *     machine that is free takes the job
 * @param priority −10 to 10, the highest goes first; above 0 for operators only; null: 0
 * @param hold whether it waits until it is released; null: false
 * @param after ids of jobs that must have ended first; null: none
 * @param afterAny whether it runs however those end; null: it is cancelled when one of them does
 *     not finish
 * @param latestStart if it has not gone to a machine by then it fails; null: it waits for ever
 * @param startWindow id of a start window it waits for; null: none
 * @param windowWaitSeconds after so many seconds it waits for that window no longer and starts
 *     anyway, 1 to 31,622,400 (366 days); null: it waits for ever
 */
public record SubmitJob(
    @Nullable String name,
    @Nullable String machine,
    @Nullable String project,
    @Nullable List<String> command,
    @Nullable String scenario,
    @Nullable GitSource source,
    @Nullable Map<String, String> variables,
    @Nullable Long timeLimitSeconds,
    @Nullable Boolean interruptible,
    @Nullable Integer maxAttempts,
    @Nullable String checkThreshold,
    @Nullable Map<String, String> labels,
    @Nullable Integer priority,
    @Nullable Boolean hold,
    @Nullable List<String> after,
    @Nullable Boolean afterAny,
    @Nullable Instant latestStart,
    @Nullable String startWindow,
    @Nullable Long windowWaitSeconds) {

  /** A job that waits for no start window. */
  public SubmitJob(
      @Nullable String name,
      @Nullable String machine,
      @Nullable String project,
      @Nullable List<String> command,
      @Nullable String scenario,
      @Nullable GitSource source,
      @Nullable Map<String, String> variables,
      @Nullable Long timeLimitSeconds,
      @Nullable Boolean interruptible,
      @Nullable Integer maxAttempts,
      @Nullable String checkThreshold,
      @Nullable Map<String, String> labels,
      @Nullable Integer priority,
      @Nullable Boolean hold,
      @Nullable List<String> after,
      @Nullable Boolean afterAny,
      @Nullable Instant latestStart) {
    this(
        name,
        machine,
        project,
        command,
        scenario,
        source,
        variables,
        timeLimitSeconds,
        interruptible,
        maxAttempts,
        checkThreshold,
        labels,
        priority,
        hold,
        after,
        afterAny,
        latestStart,
        null,
        null);
  }

  /** A job that waits its turn like any other. */
  public SubmitJob(
      @Nullable String name,
      @Nullable String machine,
      @Nullable String project,
      @Nullable List<String> command,
      @Nullable String scenario,
      @Nullable GitSource source,
      @Nullable Map<String, String> variables,
      @Nullable Long timeLimitSeconds,
      @Nullable Boolean interruptible,
      @Nullable Integer maxAttempts) {
    this(
        name,
        machine,
        project,
        command,
        scenario,
        source,
        variables,
        timeLimitSeconds,
        interruptible,
        maxAttempts,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
