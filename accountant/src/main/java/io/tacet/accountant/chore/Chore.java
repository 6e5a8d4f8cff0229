package io.tacet.accountant.chore;

import java.time.Duration;

/**
 * Something that is looked after from time to time. Several services on one database may look after
 * it at the same moment; what it does must then be done once.
 */
public interface Chore {

  /** Its name in logs and metrics, in kebab case. */
  String name();

  /** Time between two looks. */
  Duration every();

  /**
   * Looks, and does a bounded piece of what there is to do.
   *
   * @return whether there is more to do at once
   * @throws Exception logged and counted; it is tried again at the next look
   */
  boolean look() throws Exception;
}
