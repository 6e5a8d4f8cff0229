package io.tacet.worker.sampling;

import io.tacet.worker.sensor.Sensor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A sensor, how often reading it failed, and whether it is too dear to be read. */
final class MeasuredSensor {

  private final Sensor sensor;
  private long failures;
  private @Nullable IOException last;
  private boolean leftOut;

  MeasuredSensor(Sensor sensor) {
    this.sensor = sensor;
  }

  Sensor sensor() {
    return sensor;
  }

  void failed(IOException failure) {
    failures++;
    last = failure;
  }

  long failures() {
    return failures;
  }

  /** What the last failure was. */
  String lastFailure() {
    return String.valueOf(last);
  }

  void forgetFailures() {
    failures = 0;
    last = null;
  }

  void leaveOut() {
    leftOut = true;
  }

  boolean isLeftOut() {
    return leftOut;
  }
}
