package io.tacet.worker.gate;

import io.tacet.schema.CheckResult;
import io.tacet.schema.MachineState;
import io.tacet.schema.Temperature;
import io.tacet.worker.journal.HeldOrder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the gate tells what it sees. */
public interface GateVoice {

  /** What every status carries from now on. */
  void seen(List<CheckResult> checks, @Nullable Temperature temperature);

  /**
   * The machine is not fit.
   *
   * @param changed whether the state is another than the last one told
   * @param within longest time until the next word
   */
  void unfit(HeldOrder held, MachineState state, boolean changed, Duration within, String why);
}
