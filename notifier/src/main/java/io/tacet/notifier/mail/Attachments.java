package io.tacet.notifier.mail;

import io.quarkus.mailer.Attachment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What goes with a mail; kept once for all recipients of a notice. Thread-safe. */
@ApplicationScoped
public class Attachments {

  private static final String ADD =
      """
      INSERT INTO notice_attachment (event_id, position, name, content_type, content)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private static final String OF =
      """
      SELECT name, content_type, content, position FROM notice_attachment WHERE event_id = ?
      ORDER BY position
      """;

  /** Keeps one of a notice. */
  public void add(
      Connection connection,
      String noticeId,
      int position,
      String name,
      String contentType,
      byte[] content)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, noticeId);
      statement.setInt(2, position);
      statement.setString(3, name);
      statement.setString(4, contentType);
      statement.setBytes(5, content);
      statement.executeUpdate();
    }
  }

  /** Content-ID of the picture at a position among a notice's attachments. */
  public static String contentId(int position) {
    return "attachment-" + position;
  }

  /** Whether it is shown in the text instead of hanging below it. */
  public static boolean isShown(String contentType) {
    return contentType.equalsIgnoreCase("image/png");
  }

  List<Attachment> of(Connection connection, String noticeId) throws SQLException {
    List<Attachment> attachments = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OF)) {
      statement.setString(1, noticeId);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          attachments.add(attachment(rows));
        }
      }
    }
    return attachments;
  }

  private static Attachment attachment(ResultSet row) throws SQLException {
    String name = row.getString(1);
    String type = row.getString(2);
    byte[] content = row.getBytes(3);
    return isShown(type)
        ? new Attachment(name, content, type, "<" + contentId(row.getInt(4)) + ">")
        : new Attachment(name, content, type);
  }
}
