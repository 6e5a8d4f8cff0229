package io.tacet.notifier.mail;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The end of every mail: how to get fewer of them; for people and for mail programs. */
final class Footer {

  private Footer() {}

  static String text(Optional<URI> link) {
    return link.map(url -> "\n-- \nWhich mails you get: " + url + "\n").orElse("");
  }

  static String html(Optional<URI> link) {
    return link.map(
            url ->
                "<p style=\"margin:16px 0 0;font-size:13px;opacity:.75\"><a href=\""
                    + url
                    + "\" style=\"color:inherit\">Choose which mails you get</a></p>")
        .orElse("");
  }

  /**
   * RFC 2369 and RFC 8058: a POST to the link with {@code List-Unsubscribe=One-Click} ends the
   * mails. The second header is allowed with https only.
   */
  static Map<String, String> headers(URI link) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("List-Unsubscribe", "<" + link + ">");
    if ("https".equals(link.getScheme())) {
      headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    return headers;
  }
}
