package io.tacet.cli.words;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90}, {@code 90s}, {@code 15m}, {@code 2h}; a bare number is seconds. */
public final class LengthOfTime implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(s|m|min|h)?");

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no length of time; write for example 90s, 15m or 2h.");
    }
    long number = Long.parseLong(matcher.group(1));
    if (number == 0) {
      throw new TypeConversionException("it must be longer than 0.");
    }
    String unit = matcher.group(2) == null ? "s" : matcher.group(2);
    return switch (unit) {
      case "h" -> Duration.ofHours(number);
      case "m", "min" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
