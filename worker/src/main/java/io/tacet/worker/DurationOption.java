package io.tacet.worker;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lengths of time on the command line, written as in the configuration. Stateless. */
@RegisterForReflection
public final class DurationOption implements ITypeConverter<Duration> {

  /** By picocli. */
  public DurationOption() {}

  @Override
  public Duration convert(String text) {
    Duration duration;
    try {
      duration = DurationConverter.parseDuration(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' is no length of time such as 30s or 10m");
    }
    if (duration == null || duration.isNegative()) {
      throw new TypeConversionException("'" + text + "' must not be negative or empty");
    }
    return duration;
  }
}
