package io.tacet.worker.survey;

import org.jspecify.annotations.Nullable;

/**
 * One thing seen. Immutable. A text, as an address, is the detail, and its value then says how many
 * there are of it, mostly 1.
 *
 * @param metric name
 * @param detail what it is about, fields with blanks between them; null: the machine
 * @param unit of the value
 * @param value figure
 */
public record Observation(String metric, @Nullable String detail, String unit, double value) {}
