package io.tacet.accountant.dated;

import java.time.LocalDate;

/**
 * What holds for a subject from a day on, until the subject's next fact. Immutable.
 *
 * @param from first day, from midnight UTC
 * @param value what holds
 */
public record Fact<T>(String subject, LocalDate from, T value) {}
