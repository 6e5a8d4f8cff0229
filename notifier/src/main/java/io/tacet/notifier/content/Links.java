package io.tacet.notifier.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.notifier.config.NotifierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** Links to the web pages. Thread-safe. */
@ApplicationScoped
public class Links {

  private final NotifierConfig config;

  /** Below the configured base. */
  public Links(NotifierConfig config) {
    this.config = config;
  }

  /** A job's page; null when no web pages are configured. */
  @Nullable String job(String id) {
    return config
        .linkBase()
        .map(
            base -> {
              String text = base.toString();
              return (text.endsWith("/") ? text : text + "/")
                  + "jobs/"
                  + URLEncoder.encode(id, UTF_8);
            })
        .orElse(null);
  }
}
