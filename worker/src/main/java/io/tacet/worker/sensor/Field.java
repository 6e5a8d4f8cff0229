package io.tacet.worker.sensor;

/**
 * One metric of a sensor, for people.
 *
 * @param metric its name
 * @param unit its unit
 * @param meaning what it is, one line
 */
public record Field(String metric, String unit, String meaning) {}
