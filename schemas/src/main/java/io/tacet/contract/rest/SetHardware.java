package io.tacet.contract.rest;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/hardware} of the accountant: all of it is set, or none is.
 *
 * @param hardware 1 to 10,000
 */
public record SetHardware(@Nullable List<@Nullable Row> hardware) {

  /**
   * Of one machine.
   *
   * @param from first day it holds, from midnight UTC
   * @param processors count, from 0
   * @param enabled null: true
   */
  public record Row(
      @Nullable String machine,
      @Nullable LocalDate from,
      @Nullable Integer processors,
      @Nullable Boolean enabled) {}
}
