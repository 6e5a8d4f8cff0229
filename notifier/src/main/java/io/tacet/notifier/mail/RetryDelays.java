package io.tacet.notifier.mail;

import io.tacet.notifier.config.NotifierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long mails and mail servers are left alone after failures. Thread-safe. */
@ApplicationScoped
class RetryDelays {

  private final RetryDelay ofMail;
  private final RetryDelay ofServer;

  RetryDelays(NotifierConfig config) {
    NotifierConfig.Retry retry = config.retry();
    ofMail =
        new RetryDelay(
            retry.first(), retry.longest(), () -> ThreadLocalRandom.current().nextDouble());
    ofServer =
        new RetryDelay(
            retry.first(), retry.withoutServer(), () -> ThreadLocalRandom.current().nextDouble());
  }

  /** After this many failed attempts of a mail, or of a recipient's mails, from 1. */
  Duration after(int attempts) {
    return ofMail.after(attempts);
  }

  /** After this many failures of the server in a row, from 1. */
  Duration withoutServer(int failures) {
    return ofServer.after(failures);
  }
}
