package io.tacet.scheduler.job;

import io.tacet.contract.rest.SubmitJob;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A submission in which nothing was found wrong. Immutable.
 *
 * @param field what its fields' names begin with in messages
 * @param machine null: it names labels
 */
record CheckedJob(
    SubmitJob body,
    String field,
    @Nullable String machine,
    Map<String, String> labels,
    String project,
    List<String> after) {

  boolean however() {
    return Boolean.TRUE.equals(body.afterAny());
  }
}
