package io.tacet.worker.measure;

import io.tacet.scenario.Scenario;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A job that is ready.
 *
 * @param name for people
 * @param commit id of what was checked out; null when it is not from a repository
 * @param scenario what to do
 * @param workspace where
 * @param timeLimit longest run of all phases together
 * @param interruptible whether it may be cancelled between two phases
 */
record LoadedJob(
    String name,
    @Nullable String commit,
    Scenario scenario,
    Workspace workspace,
    Duration timeLimit,
    boolean interruptible)
    implements PreparedJob {}
