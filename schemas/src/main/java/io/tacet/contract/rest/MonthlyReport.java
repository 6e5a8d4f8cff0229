package io.tacet.contract.rest;

import java.time.Instant;

/**
 * A month whose report went out.
 *
 * @param month e.g. 2026-10
 * @param madeAt when, UTC
 * @param zone whose month
 * @param notices PIs told, count
 */
public record MonthlyReport(String month, Instant madeAt, String zone, int notices) {}
