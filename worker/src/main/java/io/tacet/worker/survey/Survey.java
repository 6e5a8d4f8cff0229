package io.tacet.worker.survey;

import java.io.IOException;
import java.util.List;

/**
 * Looks at something of the machine that is a list, a text or expensive. Never while a job is
 * measured: for that there is {@link io.tacet.worker.sensor.Sensor}. Not thread-safe.
 */
public interface Survey {

  /** Looks now. What is gone or unreadable in between is left out. */
  List<Observation> look() throws IOException;
}
