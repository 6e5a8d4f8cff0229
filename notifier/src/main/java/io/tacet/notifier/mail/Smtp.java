package io.tacet.notifier.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Attachment;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.tacet.notifier.config.NotifierConfig;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Hands one mail to the mail server and says what came of it. Thread-safe. */
@ApplicationScoped
class Smtp {

  /**
   * Replies that are about this mail or its recipient (RFC 5321, 4.2.3). Others of the 500s, login
   * failures say, are about us and may be set right: until then no mail at all would pass.
   */
  private static final Set<Integer> ABOUT_THE_MAIL = Set.of(501, 550, 551, 552, 553, 554, 555, 556);

  /** Begin of the exception's message when the server sends us away before any mail. */
  private static final String AT_THE_GREETING = "got error response";

  /** Begin of the exception's message when the server does not take mail from our address. */
  private static final String AT_THE_SENDER = "sender address not accepted";

  private static final int CLOSING = 421;
  private static final int LOGIN_FAILED_FOR_NOW = 454;
  private static final int TOO_LARGE = 552;

  private final ReactiveMailer mailer;
  private final NotifierConfig config;
  private final Set<CompletableFuture<@Nullable Void>> unanswered = ConcurrentHashMap.newKeySet();

  Smtp(ReactiveMailer mailer, NotifierConfig config, MeterRegistry metrics) {
    this.mailer = mailer;
    this.config = config;
    metrics.gauge("tacet.mail.stuck", this, smtp -> smtp.stuck());
  }

  Delivery deliver(
      ClaimedMail claimed, String address, Optional<URI> link, List<Attachment> attachments) {
    MailDraft.Content content = claimed.content();
    List<Attachment> all = new ArrayList<>(attachments);
    Png chart = content.chart();
    if (chart != null) {
      all.add(
          new Attachment("chart.png", chart.bytes(), "image/png", "<" + MailDraft.CHART_ID + ">"));
    }
    Mail mail =
        new Mail()
            .addTo(address)
            .setSubject(SubjectHeader.of(content.subject()))
            .setText(content.text() + Footer.text(link))
            .setHtml(content.html().replace(MailDraft.FOOTER, Footer.html(link)))
            .addHeader("Message-ID", claimed.messageId())
            .addHeader("Auto-Submitted", "auto-generated")
            .addHeader("X-Tacet-Kind", claimed.kind())
            .setAttachments(all);
    link.ifPresent(url -> Footer.headers(url).forEach(mail::addHeader));
    return deliver(mail, config.sendTimeout());
  }

  /** Sends a mail as it is, within this time. */
  Delivery deliver(Mail mail, Duration limit) {
    try {
      return await(mailer.send(mail).subscribeAsCompletionStage(), limit);
    } catch (RuntimeException e) {
      return verdict(e);
    }
  }

  /** Makes the mailer, so that settings it can't work with keep the service from starting. */
  void makeReady() {
    unanswered.clear();
  }

  /**
   * How many mails got no answer in time and still have none. Each holds a connection of the
   * mailer's pool until the server or the kernel ends it.
   */
  int stuck() {
    unanswered.removeIf(CompletableFuture::isDone);
    return unanswered.size();
  }

  private Delivery await(CompletableFuture<@Nullable Void> sending, Duration limit) {
    try {
      sending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Delivery.Accepted();
    } catch (TimeoutException e) {
      unanswered.add(sending);
      return new Delivery.Deferred("No answer within " + limit);
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
      return verdict(reply);
    }
    if (failure instanceof IllegalArgumentException) {
      return new Delivery.Refused("Not an address or not a mail: " + failure.getMessage());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isUnreachable(cause)) {
        return new Delivery.NoServer(words(cause));
      }
    }
    return new Delivery.Deferred(words(failure.getCause() == null ? failure : failure.getCause()));
  }

  private static Delivery verdict(SMTPException reply) {
    String reason = String.valueOf(reply.getReplyMessage());
    String message = String.valueOf(reply.getMessage());
    int code = reply.getReplyCode();
    boolean ofSender = message.startsWith(AT_THE_SENDER) && code != TOO_LARGE;
    if (message.startsWith(AT_THE_GREETING) || ofSender || code == CLOSING) {
      return new Delivery.NoServer(reason);
    }
    if (ABOUT_THE_MAIL.contains(code)) {
      return new Delivery.Refused(reason);
    }
    return code < 500 && code != LOGIN_FAILED_FOR_NOW
        ? new Delivery.Deferred(reason)
        : new Delivery.NoServer(reason);
  }

  private static boolean isUnreachable(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || failure instanceof NoRouteToHostException
        || failure instanceof SSLException;
  }

  private static String words(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String words = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return root == failure ? words : words + " (" + root.getMessage() + ")";
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
