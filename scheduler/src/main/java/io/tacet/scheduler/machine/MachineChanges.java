package io.tacet.scheduler.machine;

import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.machine.MachineHistory.Change;
import io.tacet.scheduler.machine.MachineStore.Description;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps what a registration has changed, field by field. Thread-safe. */
@ApplicationScoped
class MachineChanges {

  private final MachineHistory history;
  private final Json json;
  private final InstantSource clock;

  MachineChanges(MachineHistory history, Json json, InstantSource clock) {
    this.history = history;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A machine was registered or registered anew.
   *
   * @param before null: there was none
   */
  void registered(String machine, @Nullable Description before, Description now, String by) {
    if (before == null || !before.duty().isThere()) {
      String was = before == null ? null : before.duty().name();
      history.change(
          new Change(machine, "registration", was, now.duty().name(), by, null), clock.instant());
    }
    if (before == null) {
      return;
    }
    put(machine, "description", before.text(), now.text(), by);
    put(machine, "kind", before.kind(), now.kind(), by);
    put(machine, "labels", labels(before), labels(now), by);
    if (now.queueOrder() != null) {
      put(machine, "queueOrder", before.queueOrder(), now.queueOrder(), by);
    }
    if (now.macAddresses() != null) {
      put(machine, "macAddresses", macs(before), macs(now), by);
    }
  }

  private void put(
      String machine, String what, @Nullable String was, @Nullable String now, String by) {
    if (!Objects.equals(was, now)) {
      history.change(new Change(machine, what, was, now, by, null), clock.instant());
    }
  }

  private String labels(Description said) {
    return json.write(new TreeMap<>(said.labels()));
  }

  private static @Nullable String macs(Description said) {
    return said.macAddresses() == null || said.macAddresses().isEmpty()
        ? null
        : String.join(" ", said.macAddresses());
  }
}
