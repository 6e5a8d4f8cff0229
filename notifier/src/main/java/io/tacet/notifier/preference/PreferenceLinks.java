package io.tacet.notifier.preference;

import io.tacet.notifier.config.Checked;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Links to the page where one user chooses. Thread-safe. */
@ApplicationScoped
public class PreferenceLinks implements Checked {

  private static final int SHORTEST_KEY = 32;

  private final PreferenceConfig config;
  private final SigningKey key;

  PreferenceLinks(PreferenceConfig config, SigningKey key) {
    this.config = config;
    this.key = key;
  }

  /** Fetches the key, so that making a link can't fail later because the database is away. */
  public void makeReady() throws SQLException {
    if (config.publicUrl().isPresent()) {
      key.get();
    }
  }

  /** The user's own link; empty when it is not configured where the page is. */
  public Optional<URI> of(String user) throws SQLException {
    if (config.publicUrl().isEmpty()) {
      return Optional.empty();
    }
    String base = config.publicUrl().get().toString();
    return Optional.of(
        URI.create(
            (base.endsWith("/") ? base : base + "/")
                + "mail/preferences?t="
                + PreferenceToken.of(user, key.get())));
  }

  /** Whose link it is; empty when it is nobody's. */
  Optional<String> user(String token) throws SQLException {
    return PreferenceToken.user(token, key.get());
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    config
        .publicUrl()
        .filter(url -> !"http".equals(url.getScheme()) && !"https".equals(url.getScheme()))
        .ifPresent(
            url ->
                problems.add(
                    "tacet.notifier.preferences.public-url: '" + url + "' is no http(s) URL"));
    config
        .key()
        .filter(secret -> secret.length() < SHORTEST_KEY)
        .ifPresent(
            secret ->
                problems.add(
                    "tacet.notifier.preferences.key: must have at least "
                        + SHORTEST_KEY
                        + " characters; make one with 'openssl rand -hex 32'"));
    return problems;
  }
}
