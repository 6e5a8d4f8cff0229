package io.tacet.accountant.series.page;

import java.util.Locale;

/**
 * A unit in which numbers read well. Immutable.
 *
 * @param unit as shown
 * @param divisor of a value in the unit it was measured in
 */
record Scale(String unit, double divisor) {

  /** The one for a unit and the greatest of its values. */
  static Scale of(String unit, double greatest) {
    return switch (unit) {
      case "bytes" -> fitting(greatest, 1024, unit, "KiB", "MiB", "GiB", "TiB");
      case "µs" -> fitting(greatest, 1000, unit, "ms", "s");
      case "µJ" -> fitting(greatest, 1000, unit, "mJ", "J", "kJ", "MJ");
      case "mW" -> fitting(greatest, 1000, unit, "W", "kW");
      case "mV" -> fitting(greatest, 1000, unit, "V");
      case "mA" -> fitting(greatest, 1000, unit, "A");
      case "Hz" -> fitting(greatest, 1000, unit, "kHz", "MHz", "GHz");
      default -> unit.startsWith("0.01 ") ? new Scale(unit.substring(5), 100) : new Scale(unit, 1);
    };
  }

  private static Scale fitting(double greatest, int step, String unit, String... larger) {
    Scale scale = new Scale(unit, 1);
    for (String next : larger) {
      if (Math.abs(greatest) < scale.divisor * step) {
        break;
      }
      scale = new Scale(next, scale.divisor * step);
    }
    return scale;
  }

  /** The value without its unit: four significant digits, no zeros at the end. */
  String show(double value) {
    double shown = value / divisor;
    if (shown == 0 || !Double.isFinite(shown)) {
      return shown == 0 ? "0" : Double.toString(shown);
    }
    int digits = 3 - (int) Math.floor(Math.log10(Math.abs(shown)));
    if (digits > 9) {
      return String.format(Locale.ROOT, "%.3e", shown);
    }
    String text = String.format(Locale.ROOT, "%,." + Math.max(0, digits) + "f", shown);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }
}
