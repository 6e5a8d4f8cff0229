package io.tacet.cli.demo;

import io.tacet.cli.failure.CommandFailure;
import io.tacet.embedded.mail.CaughtMail;
import io.tacet.embedded.mail.MailCatcher;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits for the mail about a job. */
final class MailWait {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private MailWait() {}

  static ReceivedMail about(String job, MailCatcher catcher) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      Optional<CaughtMail> mail =
          catcher.received().stream()
              .filter(caught -> caught.text().orElse("").contains(job))
              .findFirst();
      if (mail.isPresent()) {
        return ReceivedMail.of(mail.get());
      }
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        throw new CommandFailure(
            "no mail about job " + job + " has come within " + LIMIT.toSeconds() + " s.",
            "The notifier's log says why.");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
