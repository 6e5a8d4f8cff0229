package io.tacet.scheduler.job;

import io.tacet.contract.rest.GitSource;
import io.tacet.schema.CheckLevel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job runs; exactly one of command, scenario and source is set. Immutable.
 *
 * @param named whether the submitter gave the name; else the scenario's own name takes its place
 * @param timeLimitSeconds longest run time of all phases together, s
 * @param checkThreshold level from which a check that is not met refuses it; null: the machine's
 */
public record JobDefinition(
    boolean named,
    @Nullable List<String> command,
    @Nullable String scenario,
    @Nullable GitSource source,
    Map<String, String> variables,
    long timeLimitSeconds,
    boolean interruptible,
    @Nullable CheckLevel checkThreshold) {}
