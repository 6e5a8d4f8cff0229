package io.tacet.worker.sensor;

import java.time.Duration;

/**
 * How often a sensor is read in each activity of the machine. Immutable.
 *
 * @param measuring while a job is measured
 * @param idle while there is none
 * @param cooling while the machine becomes fit for one
 */
public record Paces(Pace measuring, Pace idle, Pace cooling) {

  /** Always as usual. */
  public static final Paces ALWAYS = new Paces(Pace.USUAL, Pace.USUAL, Pace.USUAL);

  /** While a job is measured, as usual. */
  public static final Paces MEASURING = new Paces(Pace.USUAL, Pace.OFF, Pace.OFF);

  /** Never, unless it is asked for. */
  public static final Paces NEVER = new Paces(Pace.OFF, Pace.OFF, Pace.OFF);

  /** In one activity. */
  public Pace in(Activity activity) {
    return switch (activity) {
      case MEASURING -> measuring;
      case IDLE -> idle;
      case COOLING -> cooling;
    };
  }

  /** While there is no job, at a period of its own. */
  public static Paces idleEvery(Duration period) {
    return new Paces(Pace.OFF, new Pace.Every(period), Pace.OFF);
  }
}
