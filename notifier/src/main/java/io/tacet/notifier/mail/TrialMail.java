package io.tacet.notifier.mail;

import io.quarkus.mailer.Mail;
import io.tacet.contract.rest.TestMailReport;
import io.tacet.notifier.config.NotifierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Sends one mail past the table, to see whether mail arrives. Thread-safe. */
@ApplicationScoped
public class TrialMail {

  /** Somebody waits for the answer. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Smtp smtp;
  private final SmtpServer server;
  private final NotifierConfig config;

  TrialMail(Smtp smtp, SmtpServer server, NotifierConfig config) {
    this.smtp = smtp;
    this.server = server;
    this.config = config;
  }

  /** Sends it and waits for the answer, at most 20 s. */
  public TestMailReport send(String address, MailDraft.Content content) {
    String id = "<test." + UUID.randomUUID() + "@" + config.messageIdHost() + ">";
    Mail mail =
        new Mail()
            .addTo(address)
            .setSubject(content.subject())
            .setText(content.text())
            .setHtml(content.html().replace(MailDraft.FOOTER, ""))
            .addHeader("Message-ID", id)
            .addHeader("Auto-Submitted", "auto-generated")
            .addHeader("X-Tacet-Kind", "test");
    Delivery delivery = smtp.deliver(mail, LIMIT);
    return new TestMailReport(
        address, server.name(), delivery instanceof Delivery.Accepted, words(delivery), id);
  }

  private static String words(Delivery delivery) {
    if (delivery instanceof Delivery.Refused refused) {
      return "Refused for good: " + refused.reason();
    }
    if (delivery instanceof Delivery.Deferred deferred) {
      return "Turned away for now: " + deferred.reason();
    }
    if (delivery instanceof Delivery.NoServer away) {
      return "The mail server can't be used: " + away.reason();
    }
    return "The mail server has it";
  }
}
