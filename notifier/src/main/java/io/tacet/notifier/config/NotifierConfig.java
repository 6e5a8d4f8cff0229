package io.tacet.notifier.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Keys of the notifier. Where mail goes stands under {@code quarkus.mailer.*}, the database under
 * {@code quarkus.datasource.*}.
 */
@ConfigMapping(prefix = "tacet.notifier")
public interface NotifierConfig {

  /** Base URL of the web pages, e.g. {@code https://tacet.example.org}; no links without it. */
  Optional<URI> linkBase();

  /** Right side of every Message-ID; should be a domain of yours and never change. */
  @WithDefault("tacet.localhost")
  String messageIdHost();

  /** How many mails are sent at the same time, 1 to 16. */
  @WithDefault("2")
  int senders();

  /** How long the mail server may take for one mail before it is tried again later. */
  @WithDefault("PT1M")
  Duration sendTimeout();

  /** Set by {@code --once}: what is due is sent by the caller, nothing by itself. */
  @WithDefault("false")
  boolean once();

  /** When a mail that could not be sent is tried again. */
  Retry retry();

  /** When a mail that could not be sent is tried again. */
  interface Retry {
    /** Wait after the first failure; doubled after each further one, half of it random. */
    @WithDefault("PT5S")
    Duration first();

    /** Longest wait. */
    @WithDefault("PT30M")
    Duration longest();

    /** Longest wait while the mail server can't be reached or takes no mail at all. */
    @WithDefault("PT1M")
    Duration withoutServer();

    /** Age of the event from which its mail is given up, if its recipient has no address. */
    @WithDefault("P5D")
    Duration giveUpAfter();
  }
}
