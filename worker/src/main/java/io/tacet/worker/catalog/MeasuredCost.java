package io.tacet.worker.catalog;

/**
 * What a sensor costs that is read while a job is measured. Immutable.
 *
 * @param name of the sensor
 * @param micros what a reading takes, µs
 * @param tooDear whether that is more of its interval than it may take, so that measurements leave
 *     it out
 */
public record MeasuredCost(String name, double micros, boolean tooDear) {}
