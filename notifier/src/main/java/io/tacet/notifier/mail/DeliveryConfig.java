package io.tacet.notifier.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;

/** When a mail is not sent by itself but listed in a digest. */
@ConfigMapping(prefix = "tacet.notifier.delivery")
public interface DeliveryConfig {

  /** Age of the event from which its mail is only listed in a digest. */
  @WithDefault("P2D")
  Duration expiry();

  /** Mails one recipient gets within an hour; what comes on top goes into a digest. */
  @WithDefault("30")
  int mostPerHour();

  /** How long mails are collected before the digest of what was too much or too old is sent. */
  @WithDefault("PT15M")
  Duration collect();

  /** When those who want one mail a day get it, UTC. */
  @WithDefault("07:00")
  LocalTime digestAt();

  /** Age from which a digest that can't be sent is given up. */
  @WithDefault("P30D")
  Duration digestGiveUpAfter();
}
