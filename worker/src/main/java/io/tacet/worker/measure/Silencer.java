package io.tacet.worker.measure;

import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.silence.SocketCensus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Leads into a silence: says so, and waits until the worker has no socket left. */
final class Silencer {

  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  private static final Duration LINGER = Duration.ofSeconds(2);

  private final SocketCensus sockets;
  private final RunClock clock;
  private final Duration patience;

  Silencer(SocketCensus sockets, RunClock clock, Duration patience) {
    this.sockets = sockets;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Returns when it is silent.
   *
   * @param longest the longest the silence can last
   * @throws RunEnds when the job was cancelled, or when it does not become silent: nothing is ever
   *     measured otherwise
   */
  void enter(PhaseBorder border, Duration longest) throws RunEnds, IOException {
    sockets.remember();
    if (!border.enterSilence(longest)) {
      throw new RunEnds(new Ending.Cancelled());
    }
    long until = clock.nanos() + patience.toNanos();
    List<String> open = sockets.open();
    while (!open.isEmpty()) {
      if (clock.nanos() >= until) {
        throw new RunEnds(
            new Ending.Interrupted(
                "the worker did not become silent: after "
                    + patience.toMillis()
                    + " ms it still had "
                    + String.join(", ", open)));
      }
      clock.park(LOOK_NANOS);
      open = sockets.open();
    }
    letTheLastPacketsPass();
  }

  /**
   * A connection that is closed here still sends and receives its goodbyes. One that may be
   * somebody else's is no reason not to measure: the silence record counts its packets.
   */
  private void letTheLastPacketsPass() throws IOException {
    long until = clock.nanos() + LINGER.toNanos();
    while (!sockets.lingering().isEmpty() && clock.nanos() < until) {
      clock.park(LOOK_NANOS);
    }
  }
}
