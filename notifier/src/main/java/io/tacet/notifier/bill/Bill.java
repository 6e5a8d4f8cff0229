package io.tacet.notifier.bill;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was booked of one attempt. Immutable.
 *
 * @param cpuMicros CPU time charged, µs; null: not known
 * @param cpuSource where it was read, as in {@code CpuTimeSource}; null: no process ran
 * @param chargeRate how much faster than the reference processor the machine is
 * @param serviceUnits what it costs; null: not charged
 * @param notCharged why not; null: it is charged
 */
public record Bill(
    @Nullable Long cpuMicros,
    @Nullable String cpuSource,
    BigDecimal chargeRate,
    @Nullable BigDecimal serviceUnits,
    @Nullable String notCharged) {}
