package io.tacet.notifier.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Attachment;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.tacet.notifier.config.NotifierConfig;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Hands one mail to the mail server and says what came of it. Thread-safe. */
@ApplicationScoped
class Smtp {

  /**
   * Replies that are about this mail or its recipient (RFC 5321, 4.2.3). Others of the 500s, login
   * failures say, are about us and may be set right.
   */
  private static final Set<Integer> ABOUT_THE_MAIL = Set.of(501, 550, 551, 552, 553, 554, 555, 556);

  /** Begin of the exception's message when the server sends us away before any mail. */
  private static final String AT_THE_GREETING = "got error response";

  private final ReactiveMailer mailer;
  private final NotifierConfig config;
  private final Set<CompletableFuture<@Nullable Void>> unanswered = ConcurrentHashMap.newKeySet();

  Smtp(ReactiveMailer mailer, NotifierConfig config, MeterRegistry metrics) {
    this.mailer = mailer;
    this.config = config;
    metrics.gauge("tacet.mail.stuck", this, smtp -> smtp.stuck());
  }

  Delivery deliver(ClaimedMail claimed, String address, List<Attachment> attachments) {
    Mail mail =
        new Mail()
            .addTo(address)
            .setSubject(claimed.content().subject())
            .setText(claimed.content().text())
            .setHtml(claimed.content().html())
            .addHeader("Message-ID", claimed.messageId())
            .addHeader("Auto-Submitted", "auto-generated")
            .addHeader("X-Tacet-Kind", claimed.kind())
            .setAttachments(attachments);
    return await(mailer.send(mail).subscribeAsCompletionStage());
  }

  /**
   * How many mails got no answer in time and still have none. Each holds a connection of the
   * mailer's pool until the server or the kernel ends it.
   */
  int stuck() {
    unanswered.removeIf(CompletableFuture::isDone);
    return unanswered.size();
  }

  private Delivery await(CompletableFuture<@Nullable Void> sending) {
    try {
      sending.get(config.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Delivery.Accepted();
    } catch (TimeoutException e) {
      unanswered.add(sending);
      return new Delivery.Deferred("No answer within " + config.sendTimeout());
    } catch (ExecutionException e) {
      return verdict(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Delivery.Deferred("Interrupted while sending");
    }
  }

  static Delivery verdict(Throwable failure) {
    SMTPException reply = smtpReply(failure);
    if (reply != null) {
      String reason = String.valueOf(reply.getReplyMessage());
      String message = String.valueOf(reply.getMessage());
      boolean permanent =
          ABOUT_THE_MAIL.contains(reply.getReplyCode()) && !message.startsWith(AT_THE_GREETING);
      return permanent ? new Delivery.Refused(reason) : new Delivery.Deferred(reason);
    }
    if (failure instanceof IllegalArgumentException) {
      return new Delivery.Refused("Not an address or not a mail: " + failure.getMessage());
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new Delivery.Deferred(cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }

  private static @Nullable SMTPException smtpReply(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SMTPException reply) {
        return reply;
      }
    }
    return null;
  }
}
