package io.tacet.scheduler.live;

import io.tacet.contract.rest.LiveJob;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants, and may have. Immutable; null: all.
 *
 * @param submitter whose jobs only
 */
record LiveFilter(
    @Nullable String job,
    @Nullable String machine,
    @Nullable String project,
    @Nullable String submitter) {

  boolean takes(LiveJob event) {
    return is(job, event.id())
        && is(machine, event.machine())
        && is(project, event.project())
        && is(submitter, event.submitter());
  }

  /** Whether changes of a machine are of interest; they are no job's and no project's. */
  boolean takesMachine(String id) {
    return takesMachines() && is(machine, id);
  }

  boolean takesMachines() {
    return job == null && project == null;
  }

  private static boolean is(@Nullable String wanted, @Nullable String actual) {
    return wanted == null || wanted.equals(actual);
  }
}
