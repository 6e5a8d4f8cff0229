package io.tacet.worker.measure;

import io.tacet.schema.PhaseOutcome;
import java.util.Optional;

/**
 * What came of one run of one phase.
 *
 * @param outcome what is reported
 * @param ending why the job is over; empty when it goes on
 */
record PhaseResult(PhaseOutcome outcome, Optional<Ending> ending) {}
