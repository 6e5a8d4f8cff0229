package io.tacet.contract.rest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/charge-rates} of the accountant: all of them are set, or none is.
 *
 * @param rates 1 to 10,000
 */
public record SetChargeRates(@Nullable List<@Nullable Row> rates) {

  /**
   * Of one machine.
   *
   * @param from first day it holds, from midnight UTC
   * @param rate as in {@link PutChargeRate}
   */
  public record Row(
      @Nullable String machine, @Nullable LocalDate from, @Nullable BigDecimal rate) {}
}
