package io.tacet.worker.sensor;

import java.time.Duration;

/** How often a sensor is read in one activity of the machine. Immutable. */
public sealed interface Pace {

  /** Not at all. */
  record Off() implements Pace {}

  /** At the start and the end only. */
  record Edges() implements Pace {}

  /** As often as is usual in that activity. */
  record Usual() implements Pace {}

  /** At a period of its own. */
  record Every(Duration period) implements Pace {}

  /** Not at all. */
  Pace OFF = new Off();

  /** As often as is usual. */
  Pace USUAL = new Usual();

  /** At the start and the end only. */
  Pace EDGES = new Edges();
}
