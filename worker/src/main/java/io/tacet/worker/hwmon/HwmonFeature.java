package io.tacet.worker.hwmon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that a chip measures, e.g. {@code temp1} with the label {@code Package id 0}.
 * Immutable; the files behind it may go with the driver.
 *
 * @param number as in the names of its files; voltages count from 0, all others from 1
 * @param label what the driver calls it, else its {@link #name}
 * @param input the file with the reading, for who keeps it open; the kernel's unit, see {@link
 *     Quantity#scale}
 */
public record HwmonFeature(Quantity quantity, int number, String label, Path input) {

  /** The name of lm-sensors, e.g. {@code temp1}. */
  public String name() {
    return quantity.prefix() + number;
  }

  /**
   * The reading now, in the quantity's unit.
   *
   * @throws IOException when there is none: the chip sleeps, is gone, says that its probe is at
   *     fault, or gives no number
   */
  public double read() throws IOException {
    if (beside("fault").map("1"::equals).orElse(false)) {
      throw new IOException(input + ": the driver says that this probe is at fault");
    }
    return SysAttribute.number(input) / quantity.scale();
  }

  /**
   * A limit that the driver knows, in the quantity's unit.
   *
   * @param suffix as in the file's name: {@code max} (psutil's high), {@code crit}, {@code min}
   */
  public OptionalDouble limit(String suffix) {
    Optional<String> text = beside(suffix).filter(value -> value.matches("-?\\d{1,18}"));
    return text.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Long.parseLong(text.get()) / quantity.scale());
  }

  private Optional<String> beside(String suffix) {
    Path file = input.resolveSibling(name() + "_" + suffix);
    return Files.exists(file) ? SysAttribute.find(file) : Optional.empty();
  }
}
