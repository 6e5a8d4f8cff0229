package io.tacet.notifier.bill;

import io.tacet.notifier.config.Checked;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Looks through {@link BillConfig}. */
@ApplicationScoped
class BillCheck implements Checked {

  private final BillConfig config;

  BillCheck(BillConfig config) {
    this.config = config;
  }

  @Override
  public List<String> problems() {
    return config.waitAtMost().isNegative()
        ? List.of("tacet.notifier.bill.wait-at-most: must not be below 0; PT0S: mails do not wait")
        : List.of();
  }
}
