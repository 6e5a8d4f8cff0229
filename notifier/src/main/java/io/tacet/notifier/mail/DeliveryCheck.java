package io.tacet.notifier.mail;

import io.tacet.notifier.config.Checked;
import io.tacet.notifier.config.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Looks through {@link DeliveryConfig}. */
@ApplicationScoped
class DeliveryCheck implements Checked {

  private static final String PREFIX = "tacet.notifier.delivery.";

  private final DeliveryConfig config;

  DeliveryCheck(DeliveryConfig config) {
    this.config = config;
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    Problems.positive(PREFIX + "expiry", config.expiry(), problems);
    Problems.positive(PREFIX + "collect", config.collect(), problems);
    Problems.positive(PREFIX + "digest-give-up-after", config.digestGiveUpAfter(), problems);
    if (config.mostPerHour() < 1) {
      problems.add(PREFIX + "most-per-hour: must be at least 1");
    }
    return problems;
  }
}
