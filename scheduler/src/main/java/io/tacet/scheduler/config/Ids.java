package io.tacet.scheduler.config;

import io.hypersistence.tsid.TSID;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;

/** Fresh ids. Replaced in tests that need known ones. Thread-safe. */
@ApplicationScoped
public class Ids {

  private final TSID.Factory factory = TSID.Factory.newInstance1024();

  /** Id of an event or an order: a random UUID. */
  public String event() {
    return UUID.randomUUID().toString();
  }

  /** Id of a job: a TSID, lower case, 13 characters, ascending in time. */
  public String job() {
    return factory.generate().toString().toLowerCase(Locale.ROOT);
  }
}
