package io.tacet.contract.rest;

import java.util.List;

/**
 * Output of a job, {@code GET /api/v1/jobs/{id}/logs?attempt=}, in order.
 *
 * @param attempt the attempt it is of
 * @param chunks the pieces; empty until the attempt has reported
 */
public record LogPage(int attempt, List<Chunk> chunks) {

  /**
   * A piece of output.
   *
   * @param stream a {@code LogStream}
   * @param text decoded as UTF-8, what is not UTF-8 replaced
   * @param omittedBytesBefore bytes cut out before it, 0: none
   */
  public record Chunk(
      String phase, int repeat, String stream, String text, long omittedBytesBefore) {}
}
