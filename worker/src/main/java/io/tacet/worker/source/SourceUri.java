package io.tacet.worker.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A repository's URI that is safe to hand to git: https, ssh or, where allowed, file. Never a
 * transport that runs a command ({@code ext::}), an option, or a password.
 *
 * @param text as given
 */
record SourceUri(String text) {

  private static final String FIELD = "source.uri: ";

  static SourceUri of(String text, boolean filesAllowed) throws SourceException {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw bad(
          "\""
              + withoutUser(text)
              + "\" is no URI; write https://host/path or ssh://git@host/path");
    }
    @Nullable String scheme = uri.getScheme();
    String kind = scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
    switch (kind) {
      case "https", "ssh" -> checkHost(uri, kind.equals("https"));
      case "file" -> checkFile(uri, filesAllowed);
      default ->
          throw bad(
              "\""
                  + withoutUser(text)
                  + "\" must begin with https:// or ssh://"
                  + (filesAllowed ? " or file://" : ""));
    }
    return new SourceUri(text);
  }

  private static void checkHost(URI uri, boolean https) throws SourceException {
    @Nullable String host = uri.getHost();
    @Nullable String user = uri.getUserInfo();
    if (host == null || host.startsWith("-")) {
      throw bad("it names no host; write https://host/path or ssh://git@host/path");
    }
    if (user != null && (https || user.contains(":") || user.startsWith("-"))) {
      throw bad(
          "it must hold no user, password or token: the machine has its own"
              + " (tacet.worker.source.credentials)");
    }
  }

  private static void checkFile(URI uri, boolean allowed) throws SourceException {
    if (!allowed) {
      throw bad(
          "repositories in files are not allowed on this machine (tacet.worker.allow-file-sources)");
    }
    @Nullable String path = uri.getPath();
    if (path == null || !path.startsWith("/") || uri.getHost() != null) {
      throw bad("write file:///path");
    }
  }

  /** For messages: whatever stands before an @ may be somebody's secret. */
  private static String withoutUser(String text) {
    int scheme = text.indexOf("://");
    int from = scheme < 0 ? 0 : scheme + 3;
    int at = text.lastIndexOf('@');
    return at < from ? text : text.substring(0, from) + "…" + text.substring(at);
  }

  private static SourceException bad(String message) {
    return new SourceException(SourceException.Fault.USER, FIELD + message);
  }
}
