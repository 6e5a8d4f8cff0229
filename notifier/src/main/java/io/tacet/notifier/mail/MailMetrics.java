package io.tacet.notifier.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.contract.security.KafkaRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Counts and logs what becomes of mails; never an address, never a body. Thread-safe. */
@ApplicationScoped
class MailMetrics {

  private static final Logger LOG = Logger.getLogger(MailSender.class);

  private final MeterRegistry registry;

  MailMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void settled(ClaimedMail mail, Settlement settlement) {
    if (settlement instanceof Settlement.Sent) {
      count("sent");
      LOG.infof("Mail %s to %s sent", mail.messageId(), mail.recipient());
    } else if (settlement instanceof Settlement.Failed failed) {
      count("failed");
      LOG.errorf(
          "Mail %s to %s refused for good: %s",
          mail.messageId(), mail.recipient(), failed.reason());
    } else if (settlement instanceof Settlement.GivenUp givenUp) {
      count("given_up");
      LOG.errorf(
          "Mail %s to %s given up: %s", mail.messageId(), mail.recipient(), givenUp.reason());
    } else if (settlement instanceof Settlement.Unwanted unwanted) {
      count("unwanted");
      LOG.debugf("Mail %s is not wanted: %s", mail.messageId(), unwanted.reason());
    } else if (settlement instanceof Settlement.Collected collected) {
      count("collected");
      LOG.infof(
          "Mail %s to %s goes into a digest: %s",
          mail.messageId(), mail.recipient(), collected.reason());
    } else if (settlement instanceof Settlement.Postponed postponed) {
      count("postponed");
      LOG.warnf(
          "Mail %s to %s waits until %s: %s",
          mail.messageId(), mail.recipient(), postponed.until(), postponed.reason());
    }
  }

  void lapsed(ClaimedMail mail) {
    count("lapsed");
    LOG.warnf("Mail %s took longer than its claim; it may go out again", mail.messageId());
  }

  void databaseAway(Exception failure) {
    registry.counter("tacet.mail.loop.failures").increment();
    LOG.warnf(
        "Mails can't be taken from or settled in the database: %s", KafkaRefusal.text(failure));
  }

  private void count(String outcome) {
    registry.counter("tacet.mails", "outcome", outcome).increment();
  }
}
