package io.tacet.notifier.bill;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How mails and bills come together. */
@ConfigMapping(prefix = "tacet.notifier.bill")
public interface BillConfig {

  /**
   * How long the mail about a job's end waits for the accountant at most, from the moment the
   * notifier has read of the end; 0: not at all. The accountant takes a second or two. A mail that
   * goes without says so.
   */
  @WithDefault("PT10S")
  Duration waitAtMost();
}
