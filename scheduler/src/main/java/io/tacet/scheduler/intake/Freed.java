package io.tacet.scheduler.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Machines whose orders have ended in what is being read, until it is committed. For the intake's
 * thread.
 */
@ApplicationScoped
class Freed {

  private List<String> machines = new ArrayList<>();

  /** Its order has ended, once the transaction at hand is committed. */
  void add(String machine) {
    machines.add(machine);
  }

  /** All since the last time. */
  List<String> take() {
    List<String> taken = machines;
    machines = new ArrayList<>();
    return taken;
  }
}
