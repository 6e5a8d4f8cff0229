package io.tacet.worker.catalog;

import io.tacet.worker.catalog.SensorSettings.ChosenSensor;
import io.tacet.worker.sampling.TimedSensor;
import io.tacet.worker.sensor.Activity;
import io.tacet.worker.sensor.NotHereException;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.sensor.Sensor;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * The sensors that are read in one activity, open. One that this machine does not have, or that
 * cannot be opened, is left out and named: the others are worth having. Not thread-safe.
 */
public final class OpenSensors implements Closeable {

  private static final Logger LOG = Logger.getLogger(OpenSensors.class);

  private final List<TimedSensor> open = new ArrayList<>();
  private final List<Absent> absent = new ArrayList<>();

  private OpenSensors() {}

  /**
   * A sensor that is not open.
   *
   * @param asked whether the configuration names it
   * @param reason what is missing
   */
  public record Absent(String sensor, boolean asked, String reason) {}

  /** Opens those of an activity. */
  public static OpenSensors open(SensorSettings settings, Activity activity, Place place) {
    OpenSensors sensors = new OpenSensors();
    for (ChosenSensor chosen : settings.sensors()) {
      OptionalLong interval = settings.interval(chosen.paces().in(activity), activity);
      if (interval.isPresent()) {
        sensors.open(chosen, interval.getAsLong(), place);
      }
    }
    sensors.tell();
    return sensors;
  }

  private void open(ChosenSensor chosen, long interval, Place place) {
    try {
      Sensor sensor = chosen.kind().opener().open(place, chosen.options());
      open.add(new TimedSensor(sensor, interval));
    } catch (NotHereException e) {
      absent.add(new Absent(chosen.name(), chosen.asked(), String.valueOf(e.getMessage())));
    } catch (IOException e) {
      absent.add(new Absent(chosen.name(), true, "it can't be opened: " + e));
    }
  }

  /** A machine without fans is nothing to be told about, unless somebody counts on them. */
  private void tell() {
    for (Absent one : absent) {
      LOG.logf(
          one.asked() ? Logger.Level.WARN : Logger.Level.DEBUG,
          "Sensor %s is not here: %s",
          one.sensor(),
          one.reason());
    }
  }

  /** Those that are open, in the catalog's order. */
  public List<TimedSensor> timed() {
    return List.copyOf(open);
  }

  /** Those that are not. */
  public List<Absent> absent() {
    return List.copyOf(absent);
  }

  @Override
  public void close() throws IOException {
    for (TimedSensor one : open) {
      one.sensor().close();
    }
  }
}
