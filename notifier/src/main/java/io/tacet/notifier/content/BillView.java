package io.tacet.notifier.content;

import java.util.List;

/**
 * A bill in words. Immutable.
 *
 * @param facts the figures; empty while nothing is booked
 * @param note what to know of them, a sentence or two
 * @param command what to type to see how it stands
 */
public record BillView(List<JobEndView.Fact> facts, String note, String command) {}
