package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import java.io.IOException;

/** Looks at one subject. One thread at a time. */
public interface SystemCheck {

  /** Name in statuses and in the configuration, e.g. {@code ntp}. */
  String name();

  /** How grave it is when it is not met, unless the operator says otherwise. */
  CheckLevel level();

  /** Whether it may come to be met by waiting, without a person changing the machine. */
  default boolean mayPass() {
    return false;
  }

  /**
   * Looks now.
   *
   * @throws IOException when the subject can't be seen on this machine
   */
  Finding look() throws IOException;
}
