package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a schedule fires next, {@code GET /api/v1/schedules/{id}/next}.
 *
 * @param state the schedule's
 * @param zone time zone it counts in; null: it does not go by days
 * @param firings in order; of a paused schedule those it would have; empty when it is over, or
 *     fires by commit or tag
 */
public record NextFirings(String state, @Nullable String zone, List<Instant> firings) {}
