package io.tacet.accountant.dated;

import io.tacet.problem.FieldErrors;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may stand in the ledger: ids, names from elsewhere, rates. Reports what is wrong. */
public final class Words {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,62}");
  private static final Pattern FOREIGN = Pattern.compile("[^\\p{Cntrl}]{1,255}");
  private static final int MOST_DIGITS = 9;

  private Words() {}

  /** An id that is given here: of a PI, a cluster, a contribution. */
  public static void id(FieldErrors fields, String field, @Nullable String text) {
    if (text == null || !ID.matcher(text).matches()) {
      fields.add(field, "must be 1 to 63 characters of a-z, A-Z, 0-9, '.', '_', '@', '+', '-'");
    }
  }

  /** A name that comes from elsewhere: a machine, project or user of imported records, too. */
  public static void foreign(FieldErrors fields, String field, @Nullable String text) {
    if (text == null || text.isBlank() || !FOREIGN.matcher(text).matches()) {
      fields.add(field, "must be 1 to 255 characters without control characters");
    }
  }

  /** A charge rate. */
  public static void rate(FieldErrors fields, String field, @Nullable BigDecimal rate) {
    if (rate == null) {
      fields.add(field, "is missing; send a number, e.g. 1.9");
    } else if (rate.signum() <= 0) {
      fields.add(field, "must be more than 0");
    } else if (tooLong(rate)) {
      fields.add(field, "must have at most 9 digits before and 9 after the point");
    }
  }

  /** A count of processors. */
  public static void processors(FieldErrors fields, String field, @Nullable Integer processors) {
    if (processors == null) {
      fields.add(field, "is missing; send a whole number, e.g. 12");
    } else if (processors < 0 || processors > 10_000_000) {
      fields.add(field, "must be from 0 to 10000000");
    }
  }

  /** Whether it has more digits than are kept. */
  public static boolean tooLong(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() > MOST_DIGITS || plain.precision() - plain.scale() > MOST_DIGITS;
  }

  /** Without zeros at the end, and without an exponent. */
  public static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
