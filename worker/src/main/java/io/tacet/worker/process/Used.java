package io.tacet.worker.process;

import io.tacet.schema.CpuTime;
import io.tacet.schema.PeakMemory;
import io.tacet.schema.StorageIo;
import java.util.Optional;

/**
 * What a job's processes used in a time.
 *
 * @param cpuTime of those there were
 * @param peakMemory empty: nothing was seen
 * @param storageIo empty: this machine does not tell
 */
public record Used(
    CpuTime cpuTime, Optional<PeakMemory> peakMemory, Optional<StorageIo> storageIo) {}
