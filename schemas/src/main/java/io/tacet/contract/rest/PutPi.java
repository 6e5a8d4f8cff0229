package io.tacet.contract.rest;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/pis/{id}} of the accountant: adds a PI or changes one.
 *
 * @param alias name in reports; null: as it was, at first the id
 * @param mail null: as it was; empty: none
 * @param exempt null: as it was, at first false
 * @param from first day it holds; null: today, for a new PI ever since
 */
public record PutPi(
    @Nullable String alias,
    @Nullable String mail,
    @Nullable Boolean exempt,
    @Nullable LocalDate from) {}
