package io.tacet.notifier.notice;

import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.notifier.mail.WakeUp;
import io.tacet.schema.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes notices down as they come; whom they go to is found out later. Thread-safe. */
@ApplicationScoped
class NoticeStore implements EventStore<Notice> {

  private final NoticeTable notices;
  private final WakeUp wakeUp;

  NoticeStore(NoticeTable notices, WakeUp wakeUp) {
    this.notices = notices;
    this.wakeUp = wakeUp;
  }

  @Override
  public String topic(Topics topics) {
    return topics.notices();
  }

  @Override
  public Class<Notice> type() {
    return Notice.class;
  }

  @Override
  public void store(Connection connection, List<Received<Notice>> events) throws SQLException {
    for (Received<Notice> received : events) {
      notices.add(connection, received.require(), received.recordedAt());
    }
  }

  @Override
  public void committed() {
    wakeUp.signal();
  }
}
