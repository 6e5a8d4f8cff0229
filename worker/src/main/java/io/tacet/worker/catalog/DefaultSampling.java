package io.tacet.worker.catalog;

import java.time.Duration;

/** What holds without a configuration. */
record DefaultSampling(Duration interval) implements SamplingConfig {

  @Override
  public boolean edges() {
    return false;
  }

  @Override
  public Duration idleInterval() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Duration coolingInterval() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration publishInterval() {
    return Duration.ofMinutes(1);
  }

  @Override
  public double sensorShare() {
    return Double.POSITIVE_INFINITY;
  }
}
