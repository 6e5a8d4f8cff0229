package io.tacet.scheduler.job;

import io.tacet.contract.rest.GitSource;
import io.tacet.problem.FieldErrors;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which repositories may be named. The worker hands these texts to git: nothing in them may be
 * taken for an option, for another transport, or for a way out of the repository.
 */
public final class SourceRules {

  private static final int LONGEST_URI = 2000;
  private static final int LONGEST_REF = 255;
  private static final int LONGEST_PATH = 500;
  private static final Pattern NOT_IN_REF = Pattern.compile("[\\p{Cntrl}\\s~^:?*\\[\\\\]");

  private final boolean filesAllowed;

  /** Rules; file URIs are allowed or not. */
  public SourceRules(boolean filesAllowed) {
    this.filesAllowed = filesAllowed;
  }

  /** Adds what is wrong, by the fields {@code source.uri}, {@code .ref} and {@code .path}. */
  public void check(GitSource source, FieldErrors errors) {
    uri(source.uri(), errors);
    ref(source.ref(), errors);
    path(source.path(), errors);
  }

  private void uri(@Nullable String text, FieldErrors errors) {
    String field = "source.uri";
    if (text == null || text.isBlank()) {
      errors.add(field, "is missing");
      return;
    }
    if (text.length() > LONGEST_URI) {
      errors.add(field, "must have at most " + LONGEST_URI + " characters");
      return;
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      errors.add(field, "is no URI: " + e.getReason());
      return;
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    switch (scheme) {
      case "https", "ssh" -> remote(uri, scheme, errors);
      case "file" -> file(uri, errors);
      default ->
          errors.add(field, "must begin with https://, ssh:// or file://, not '" + scheme + "'");
    }
  }

  private static void remote(URI uri, String scheme, FieldErrors errors) {
    String field = "source.uri";
    if (uri.getHost() == null || uri.getHost().startsWith("-")) {
      errors.add(field, "must name a host");
    }
    String user = uri.getUserInfo();
    if (user != null && (scheme.equals("https") || user.contains(":") || user.startsWith("-"))) {
      errors.add(field, "must not hold credentials; the worker's own configuration has them");
    }
    if (uri.getRawPath() == null || uri.getRawPath().length() < 2) {
      errors.add(field, "must name a repository on the host");
    }
    if (uri.getRawFragment() != null || uri.getRawQuery() != null) {
      errors.add(field, "must not have a query or a fragment; the ref has its own field");
    }
  }

  private void file(URI uri, FieldErrors errors) {
    String field = "source.uri";
    if (!filesAllowed) {
      errors.add(field, "must not be a file URI here (tacet.scheduler.file-sources)");
    } else if (uri.isOpaque()
        || (uri.getHost() != null)
        || uri.getPath() == null
        || !uri.getPath().startsWith("/")) {
      errors.add(field, "must be file:/// and an absolute path");
    }
  }

  private static void ref(@Nullable String ref, FieldErrors errors) {
    String field = "source.ref";
    if (ref == null) {
      return;
    }
    errors.require(!ref.isBlank(), field, "must not be empty; leave it out for the default branch");
    errors.require(
        ref.length() <= LONGEST_REF, field, "must have at most " + LONGEST_REF + " characters");
    errors.require(!ref.startsWith("-"), field, "must not begin with '-'");
    errors.require(!ref.contains(".."), field, "must not hold '..'");
    errors.require(
        !NOT_IN_REF.matcher(ref).find(), field, "must be the name of a branch, tag or commit");
  }

  private static void path(@Nullable String path, FieldErrors errors) {
    String field = "source.path";
    if (path == null) {
      return;
    }
    errors.require(!path.isBlank(), field, "must not be empty; leave it out for tacet.yml");
    errors.line(field, path, LONGEST_PATH);
    errors.require(!path.startsWith("-"), field, "must not begin with '-'");
    errors.require(!path.startsWith("/"), field, "must be relative to the repository");
    errors.require(
        !java.util.Arrays.asList(path.split("/", -1)).contains(".."), field, "must not hold '..'");
  }
}
