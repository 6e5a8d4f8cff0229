package io.tacet.contract.rest;

import java.util.List;

/**
 * What bounds a job and its phases, {@code GET /api/v1/jobs/{id}/classes?attempt=} of the
 * accountant.
 *
 * @param workClass of all phases together
 * @param load of all phases together
 */
public record JobClasses(
    String job, int attempt, WorkClass workClass, WorkLoad load, List<Phase> phases) {

  /** One run of one phase. */
  public record Phase(String phase, int repeat, WorkClass workClass, WorkLoad load) {}
}
