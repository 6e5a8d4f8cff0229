package io.tacet.accountant.classification;

import io.tacet.contract.rest.WorkLoad;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts loads of several phases together. Pure. */
final class Load {

  private Load() {}

  /**
   * Of phases together: means weighted by time over those where it was measured; of memory, the
   * greatest share.
   */
  static WorkLoad together(List<WorkLoad> loads) {
    return new WorkLoad(
        loads.stream().mapToDouble(WorkLoad::seconds).sum(),
        mean(loads, WorkLoad::cpuShare),
        loads.stream()
            .map(WorkLoad::memoryShare)
            .filter(share -> share != null)
            .max(Double::compare)
            .orElse(null),
        mean(loads, WorkLoad::memoryStall),
        mean(loads, WorkLoad::diskBytesPerSecond),
        mean(loads, WorkLoad::diskStall),
        mean(loads, WorkLoad::networkBytesPerSecond));
  }

  private static @Nullable Double mean(
      List<WorkLoad> loads, Function<WorkLoad, @Nullable Double> figure) {
    double sum = 0;
    double time = 0;
    for (WorkLoad load : loads) {
      Double value = figure.apply(load);
      if (value != null) {
        sum += value * load.seconds();
        time += load.seconds();
      }
    }
    return time > 0 ? sum / time : null;
  }
}
