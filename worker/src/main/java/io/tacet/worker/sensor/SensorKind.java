package io.tacet.worker.sensor;

import java.io.IOException;

/**
 * A kind of sensor: what it is, and how one is opened.
 *
 * @param description for people and configuration
 * @param opener opens one
 */
public record SensorKind(Description description, Opener opener) {

  /** Opens a sensor. */
  public interface Opener {
    /**
     * Opens.
     *
     * @throws NotHereException when the machine does not have it
     * @throws IOException when it cannot be read
     */
    Sensor open(Place place, Options options) throws IOException, NotHereException;
  }
}
