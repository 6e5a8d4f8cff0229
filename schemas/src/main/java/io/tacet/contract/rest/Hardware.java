package io.tacet.contract.rest;

import java.time.LocalDate;

/**
 * What a machine has from a day on, {@code GET /api/v1/hardware} of the accountant.
 *
 * @param from first day, from midnight UTC
 * @param processors count; 0: taken out
 * @param enabled false: installed, but could not work
 */
public record Hardware(String machine, LocalDate from, int processors, boolean enabled) {}
