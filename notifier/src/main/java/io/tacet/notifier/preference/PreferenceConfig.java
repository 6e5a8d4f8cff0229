package io.tacet.notifier.preference;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The page where users choose what to get, and the links to it. */
@ConfigMapping(prefix = "tacet.notifier.preferences")
public interface PreferenceConfig {

  /**
   * URL under which users reach this service, e.g. {@code https://tacet.example.org/notifier}; the
   * page is {@code /mail/preferences} below it. Without it mails carry no link. Mail programs offer
   * to unsubscribe with one click only if it is https.
   */
  Optional<URI> publicUrl();

  /**
   * Secret that signs the links, at least 32 characters; all instances need the same. Without it
   * one is made and kept in the database. Another key makes the links in old mails useless.
   */
  Optional<String> key();

  /** File with that secret; goes before it. */
  Optional<Path> keyFile();
}
