package io.tacet.notifier.digest;

import io.tacet.notifier.mail.WhyAside;
import java.time.Instant;

/** A mail that is listed instead of sent. Immutable. */
record CollectedMail(
    long id,
    String kind,
    String about,
    String subject,
    boolean failure,
    WhyAside why,
    Instant recordedAt) {}
