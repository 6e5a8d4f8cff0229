package io.tacet.contract.rest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/jobs}. Exactly one of command, scenario and source is given.
 *
 * @param name name for people, one line, at most 200 characters; null: made from the rest
 * @param machine id of the machine
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
    @Nullable String checkThreshold) {}
