package io.tacet.worker.hwmon;

import java.util.List;
import java.util.Optional;

/**
 * A chip and what it measures. Immutable.
 *
 * @param id as lm-sensors writes it, {@code <name>-<bus>-<address>}: the same at every boot, unlike
 *     the number of its {@code hwmonN}. Chips without a device share {@code <name>-virtual-0}
 * @param name what the driver calls it, e.g. {@code coretemp}
 * @param features by quantity and number
 */
public record HwmonChip(String id, String name, List<HwmonFeature> features) {

  /** Copies the list. */
  public HwmonChip {
    features = List.copyOf(features);
  }

  /**
   * The first feature of that label or, if no label is that, of that name.
   *
   * @param text e.g. {@code Package id 0} or {@code temp1}
   */
  public Optional<HwmonFeature> feature(String text) {
    return features.stream()
        .filter(feature -> feature.label().equals(text))
        .findFirst()
        .or(() -> features.stream().filter(feature -> feature.name().equals(text)).findFirst());
  }
}
