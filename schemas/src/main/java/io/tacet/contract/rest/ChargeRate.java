package io.tacet.contract.rest;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Charge rate of a machine from a day on, {@code PUT /api/v1/machines/{id}/charge-rates/{from}} and
 * {@code GET /api/v1/machines/{id}/charge-rates} of the accountant. A machine without one has rate
 * 1.
 *
 * @param from first day it holds, from midnight UTC
 * @param rate how much faster than the reference processor, dimensionless, more than 0
 */
public record ChargeRate(String machine, LocalDate from, BigDecimal rate) {}
