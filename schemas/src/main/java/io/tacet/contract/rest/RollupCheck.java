package io.tacet.contract.rest;

import java.time.LocalDate;
import java.util.List;

/**
 * The daily sums beside the records they were made of, {@code GET /api/v1/usage/rollup} of the
 * accountant.
 *
 * @param rows daily sums looked at, count
 * @param wrong how many differ; 0 is as it should be
 * @param differences the first 100 of them
 */
public record RollupCheck(long rows, long wrong, List<Difference> differences) {

  /**
   * One daily sum that is not what the records say.
   *
   * @param kept attempts, not charged, CPU time in µs, measured, energy in µJ, those on several
   *     nodes and their CPU time in µs, as kept
   * @param counted the same, counted from the records
   */
  public record Difference(
      LocalDate day, String machine, String project, String user, String kept, String counted) {}
}
