package io.tacet.contract.rest;

import java.math.BigDecimal;
import java.util.Map;

/**
 * How well a project uses the machines it has to itself, {@code GET /api/v1/usage/classes} of the
 * accountant.
 *
 * @param phases phases measured, count
 * @param workClass of all of them together
 * @param load of all of them together
 * @param percentByClass share of the time in phases of each class, percent; 100 together
 */
public record UseSummary(
    String project,
    long phases,
    WorkClass workClass,
    WorkLoad load,
    Map<WorkClass, BigDecimal> percentByClass) {}
