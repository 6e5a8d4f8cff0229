package io.tacet.accountant.hardware;

import io.tacet.accountant.dated.FactTable;
import java.util.List;

/**
 * What a machine has. Immutable.
 *
 * @param processors count
 * @param enabled false: they could not work
 */
public record Processors(int processors, boolean enabled) {

  /** Where it is kept, by machine. */
  public static final FactTable TABLE =
      new FactTable(
          "hardware",
          "hardware",
          "machine",
          List.of("processors", "enabled"),
          "tacet cluster hardware");

  /** Processors that could work. */
  public int working() {
    return enabled ? processors : 0;
  }
}
