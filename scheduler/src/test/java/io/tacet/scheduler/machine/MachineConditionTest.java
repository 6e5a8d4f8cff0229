package io.tacet.scheduler.machine;

import static io.tacet.scheduler.machine.Duty.DRAINED;
import static io.tacet.scheduler.machine.Duty.IN_USE;
import static io.tacet.scheduler.machine.Duty.MAINTENANCE;
import static io.tacet.scheduler.machine.Duty.RETIRED;
import static io.tacet.scheduler.machine.Duty.RETIRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.scheduler.machine.MachineCondition.Signs;
import io.tacet.schema.MachineState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What it comes to with a machine, for every state a worker can report. */
class MachineConditionTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(1);
  private static final Instant BEFORE = NOW.minusSeconds(1);

  @Test
  void everyReportOfAMachineInUse() {
    // given
    Map<MachineState, String> conditions = new EnumMap<>(MachineState.class);

    // when
    for (MachineState state : MachineState.values()) {
      conditions.put(
          state, plain(state, false) + (plain(state, true).equals("WAKING") ? " WAKING" : ""));
    }

    // then
    assertThat(conditions)
        .containsEntry(MachineState.UNKNOWN, "UNKNOWN")
        .containsEntry(MachineState.MEASURING, "SILENT")
        .containsEntry(MachineState.POWERING_OFF, "OFF WAKING")
        .containsEntry(MachineState.STOPPED, "STOPPED WAKING")
        .containsEntry(MachineState.BLOCKED, "BLOCKED");
    assertThat(conditions.values()).filteredOn("ONLINE"::equals).hasSize(10);
  }

  @Test
  void ofSeveralThatHoldTheFirstIsShown() {
    assertThat(of(RETIRING, true, BEFORE, true)).isEqualTo(MachineCondition.RETIRED);
    assertThat(of(RETIRED, true, BEFORE, true)).isEqualTo(MachineCondition.RETIRED);
    assertThat(of(MAINTENANCE, true, BEFORE, true)).isEqualTo(MachineCondition.MAINTENANCE);
    assertThat(of(DRAINED, true, BEFORE, true)).isEqualTo(MachineCondition.OVERDUE);
    assertThat(of(DRAINED, true, LATER, true)).isEqualTo(MachineCondition.DRAINING);
    assertThat(of(DRAINED, true, LATER, false)).isEqualTo(MachineCondition.DRAINED);
    assertThat(of(IN_USE, true, LATER, true)).isEqualTo(MachineCondition.QUARANTINED);
    assertThat(of(IN_USE, false, BEFORE, true)).isEqualTo(MachineCondition.OVERDUE);
    assertThat(of(IN_USE, false, NOW, true)).isEqualTo(MachineCondition.SILENT);
    assertThat(of(IN_USE, false, null, true)).isEqualTo(MachineCondition.SILENT);
  }

  private static String plain(MachineState state, boolean waking) {
    return MachineCondition.of(new Signs(IN_USE, false, state, null, false, waking), NOW).name();
  }

  private static MachineCondition of(
      Duty duty, boolean quarantine, @Nullable Instant due, boolean orderOut) {
    return MachineCondition.of(
        new Signs(duty, quarantine, MachineState.MEASURING, due, orderOut, false), NOW);
  }
}
