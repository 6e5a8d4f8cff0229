package io.tacet.notifier.mail;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Something that has mails to write once it knows to whom; asked by the senders, again and again.
 */
public interface MailSource {

  /**
   * Writes the mails of one thing that is due, in a transaction of its own.
   *
   * @return false when nothing is due
   */
  boolean writeNext() throws SQLException;

  /**
   * Whether something is to be written within seconds that is not due yet; one run stays for it.
   */
  default boolean hasSoon() throws SQLException {
    return false;
  }

  /** How often it is worth asking; a source whose questions are dear should not be asked always. */
  default Duration pause() {
    return Duration.ZERO;
  }
}
