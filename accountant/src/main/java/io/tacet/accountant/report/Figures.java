package io.tacet.accountant.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them in a report. */
final class Figures {

  static final String NONE = "-";

  private static final BigDecimal LEAST_SHOWN = new BigDecimal("0.000001");
  private static final BigDecimal MICROS_PER_HOUR = new BigDecimal("3600000000");
  private static final BigDecimal MICROJOULES_PER_KWH = new BigDecimal("3600000000000");

  private Figures() {}

  /** Two digits after the point; of what is less than one, three that matter. */
  static String amount(@Nullable BigDecimal amount) {
    if (amount == null) {
      return NONE;
    }
    if (amount.signum() == 0) {
      return "0";
    }
    BigDecimal size = amount.abs();
    if (size.compareTo(LEAST_SHOWN) < 0) {
      return "<" + LEAST_SHOWN.toPlainString();
    }
    if (size.compareTo(BigDecimal.ONE) < 0) {
      int digits = Math.min(9, size.scale() - size.precision() + 3);
      return amount.setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
    return grouped(amount.setScale(2, RoundingMode.HALF_UP));
  }

  static String serviceUnits(@Nullable BigDecimal units) {
    return units == null ? NONE : amount(units) + " SU";
  }

  static String cpuHours(BigDecimal micros) {
    return amount(micros.divide(MICROS_PER_HOUR, 12, RoundingMode.HALF_UP));
  }

  static String kilowattHours(BigDecimal microjoules) {
    return amount(microjoules.divide(MICROJOULES_PER_KWH, 15, RoundingMode.HALF_UP)) + " kWh";
  }

  static String percent(@Nullable BigDecimal percent) {
    return percent == null ? NONE : percent.toPlainString() + " %";
  }

  static String points(BigDecimal points) {
    return points.signum() == 0 ? NONE : grouped(points.stripTrailingZeros());
  }

  static String count(long count) {
    return grouped(BigDecimal.valueOf(count));
  }

  static String moment(Instant moment, String zone) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
        .format(moment.atZone(ZoneId.of(zone)));
  }

  private static String grouped(BigDecimal number) {
    DecimalFormat format =
        new DecimalFormat("#,##0.#########", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(Math.max(0, number.scale()));
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(number);
  }
}
