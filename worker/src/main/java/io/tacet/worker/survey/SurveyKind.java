package io.tacet.worker.survey;

import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.NotHereException;
import io.tacet.worker.sensor.Options;
import io.tacet.worker.sensor.Place;
import java.io.IOException;

/**
 * A kind of survey: what it is, and how one is opened.
 *
 * @param description for people and configuration; its pace while measuring is off
 * @param opener opens one
 */
public record SurveyKind(Description description, Opener opener) {

  /** Opens a survey. */
  public interface Opener {
    /**
     * Opens.
     *
     * @throws NotHereException when the machine does not have it
     * @throws IOException when it cannot be read
     */
    Survey open(Place place, Options options) throws IOException, NotHereException;
  }
}
