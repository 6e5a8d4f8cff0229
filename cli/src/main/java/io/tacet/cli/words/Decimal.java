package io.tacet.cli.words;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 1.9}; no exponent, and not more digits than anything here has. */
public final class Decimal implements ITypeConverter<BigDecimal> {

  private static final Pattern FORM =
      Pattern.compile("[+-]?([0-9]{1,30}(\\.[0-9]{0,30})?|\\.[0-9]{1,30})");

  @Override
  public BigDecimal convert(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is no number; write it as 1.9.");
    }
    return new BigDecimal(text);
  }
}
