package io.tacet.cli.demo;

import io.tacet.embedded.mail.CaughtMail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mail as the mail catcher received it; {@code mail} in {@code demo --json}. Immutable.
 *
 * @param headers those a reader of mail sees, by name
 * @param text its plain text
 * @param html whether it has an HTML part, too
 */
public record ReceivedMail(
    String from,
    List<String> recipients,
    String subject,
    Map<String, String> headers,
    String text,
    boolean html) {

  private static final List<String> SHOWN =
      List.of("From", "To", "Date", "Message-ID", "Subject", "Auto-Submitted");

  static ReceivedMail of(CaughtMail mail) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : SHOWN) {
      mail.header(name).ifPresent(value -> headers.put(name, value));
    }
    headers.computeIfPresent("Subject", (name, encoded) -> mail.subject());
    return new ReceivedMail(
        mail.from(),
        mail.recipients(),
        mail.subject(),
        headers,
        mail.text().orElse(""),
        mail.html().isPresent());
  }
}
