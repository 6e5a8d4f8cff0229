package io.tacet.accountant.cluster;

import io.tacet.accountant.dated.FactTable;
import java.util.List;

/** The machines of a cluster. Immutable. */
public record Machines(List<String> machines) {

  /** Where it is kept, by cluster. */
  public static final FactTable TABLE =
      new FactTable("cluster", "cluster", "cluster", List.of("machines"), "tacet cluster");

  /** Copies them. */
  public Machines {
    machines = List.copyOf(machines);
  }
}
