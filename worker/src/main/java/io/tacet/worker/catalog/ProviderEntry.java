package io.tacet.worker.catalog;

import io.tacet.worker.provider.ProviderCheck;
import io.tacet.worker.provider.ProviderSettings;
import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.Paces;
import java.util.List;
import java.util.Locale;

/** An external provider as the inventory shows it: here if its self-check says so. */
final class ProviderEntry {

  private ProviderEntry() {}

  static Inventory.Entry of(ProviderSettings provider) {
    Description description =
        Description.of(
            provider.name(),
            "External provider of " + provider.metric(),
            String.join(" ", provider.command()),
            Paces.MEASURING,
            new Field(provider.metric(), provider.unit(), "as the provider tells it"));
    String interval = provider.interval().toString().substring(2).toLowerCase(Locale.ROOT);
    return new Inventory.Entry(
        description,
        false,
        List.of(interval, "off", "off"),
        null,
        0,
        ProviderCheck.problem(provider).orElse(null));
  }
}
