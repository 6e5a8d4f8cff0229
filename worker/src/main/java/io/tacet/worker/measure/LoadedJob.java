package io.tacet.worker.measure;

import io.tacet.scenario.Scenario;
import java.time.Duration;

/**
 * A job that is ready.
 *
 * @param name for people
 * @param scenario what to do
 * @param workspace where
 * @param timeLimit longest run of all phases together
 * @param interruptible whether it may be cancelled between two phases
 */
record LoadedJob(
    String name, Scenario scenario, Workspace workspace, Duration timeLimit, boolean interruptible)
    implements PreparedJob {}
