package io.tacet.notifier.jobend;

import io.tacet.notifier.content.UnbilledMail;
import io.tacet.notifier.rule.JobEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An end of a job, or of an interrupted attempt, of which mails are to be written. Immutable.
 *
 * @param kind of the mails
 * @param about becomes part of the mails' key
 * @param bookedOrder the order whose booking belongs into the mail; null: nothing is booked
 * @param recordedAt broker's time of the status
 */
record JobEnd(
    String kind,
    String about,
    String job,
    @Nullable String bookedOrder,
    String submitter,
    String project,
    JobEvent event,
    UnbilledMail mail,
    Instant recordedAt) {}
