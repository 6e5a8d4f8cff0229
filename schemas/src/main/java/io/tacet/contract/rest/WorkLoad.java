package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * What work asked of its machine. Null: not measured.
 *
 * @param seconds how long
 * @param cpuShare mean share of all CPUs' time, 0 to 1
 * @param memoryShare greatest share of the machine's memory, 0 to 1
 * @param memoryStall share of the time in which a task waited for memory
 * @param diskBytesPerSecond read and written, mean
 * @param diskStall share of the time in which a task waited for a disk
 * @param networkBytesPerSecond received and sent, without the loopback, mean
 */
public record WorkLoad(
    double seconds,
    @Nullable Double cpuShare,
    @Nullable Double memoryShare,
    @Nullable Double memoryStall,
    @Nullable Double diskBytesPerSecond,
    @Nullable Double diskStall,
    @Nullable Double networkBytesPerSecond) {}
