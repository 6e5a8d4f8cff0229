package io.tacet.contract.rest;

import java.time.LocalDate;
import java.util.List;

/**
 * A named set of machines from a day on, {@code GET /api/v1/clusters} of the accountant. A machine
 * may be in several.
 *
 * @param from first day, from midnight UTC
 */
public record Cluster(String id, LocalDate from, List<String> machines) {}
