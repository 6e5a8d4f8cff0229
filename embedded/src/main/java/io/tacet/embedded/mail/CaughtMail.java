package io.tacet.embedded.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mail as it came in over SMTP.
 *
 * @param from envelope sender; empty if it was the null sender
 * @param recipients envelope recipients, Bcc among them
 * @param subject decoded; empty if there is none
 * @param text first {@code text/plain} part, decoded
 * @param html first {@code text/html} part, decoded
 * @param headers by name as written, each with its values in order
 * @param raw the whole message as sent, headers and body
 */
public record CaughtMail(
    String from,
    List<String> recipients,
    String subject,
    Optional<String> text,
    Optional<String> html,
    Map<String, List<String>> headers,
    String raw) {

  public CaughtMail {
    recipients = List.copyOf(recipients);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The first value of a header, its name in any case. */
  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .flatMap(entry -> entry.getValue().stream())
        .findFirst();
  }

  static CaughtMail of(String from, List<String> recipients, MimeMessage message)
      throws MessagingException, IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : Collections.list(message.getAllHeaders())) {
      headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
    }
    headers.replaceAll((name, values) -> List.copyOf(values));
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    message.writeTo(raw);
    String subject = message.getSubject();
    return new CaughtMail(
        from,
        recipients,
        subject == null ? "" : subject,
        find(message, "text/plain"),
        find(message, "text/html"),
        headers,
        raw.toString(StandardCharsets.UTF_8));
  }

  private static Optional<String> find(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type) && part.getContent() instanceof String content) {
      return Optional.of(content);
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        BodyPart inner = multipart.getBodyPart(i);
        Optional<String> found = find(inner, type);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
