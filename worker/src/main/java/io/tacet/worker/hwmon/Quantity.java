package io.tacet.worker.hwmon;

/** What a feature of a chip measures (kernel documentation, hwmon/sysfs-interface). */
public enum Quantity {
  /** Voltage; the kernel gives mV. */
  VOLTAGE("in", "V", 1e3),
  /** Speed of a fan. */
  FAN("fan", "RPM", 1),
  /** Temperature; the kernel gives m°C. */
  TEMPERATURE("temp", "°C", 1e3),
  /** Power; the kernel gives µW. */
  POWER("power", "W", 1e6),
  /** Energy since some beginning; the kernel gives µJ. */
  ENERGY("energy", "J", 1e6),
  /** Current; the kernel gives mA. */
  CURRENT("curr", "A", 1e3),
  /** Relative humidity; the kernel gives 0.001 %. */
  HUMIDITY("humidity", "%", 1e3);

  private final String prefix;
  private final String unit;
  private final double scale;

  Quantity(String prefix, String unit, double scale) {
    this.prefix = prefix;
    this.unit = unit;
    this.scale = scale;
  }

  /** What its files begin with, e.g. {@code temp}. */
  public String prefix() {
    return prefix;
  }

  /** The unit of {@link HwmonFeature#read}. */
  public String unit() {
    return unit;
  }

  /** What the kernel's number is divided by to get that unit. */
  public double scale() {
    return scale;
  }
}
