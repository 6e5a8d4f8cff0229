package io.tacet.notifier.once;

import io.tacet.intake.IntakeService;
import io.tacet.notifier.mail.OnceSender;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Reads to the end of the topics, sends what is due, and says whether anything is left. */
@ApplicationScoped
class OnceRun {

  private static final Logger LOG = Logger.getLogger(OnceRun.class);

  /** Longer than it takes to become a reader after one that was killed (its session ends first). */
  private static final Duration READING = Duration.ofMinutes(2);

  private final IntakeService intake;
  private final OnceSender sender;

  OnceRun(IntakeService intake, OnceSender sender) {
    this.intake = intake;
    this.sender = sender;
  }

  /** The exit code. */
  int run() throws InterruptedException {
    boolean read = intake.awaitCaughtUp(READING);
    if (!read) {
      LOG.errorf(
          "The topics could not be read to their end within %s (%s); if another notifier runs, it"
              + " reads them",
          READING, intake.trouble());
    }
    try {
      int waiting = sender.sendWhatIsDue();
      LOG.infof("Done; %d mails wait for another time", waiting);
      return read && waiting == 0 ? 0 : 1;
    } catch (SQLException e) {
      LOG.errorf("The database can't be used: %s", e.getMessage());
      return 1;
    }
  }
}
