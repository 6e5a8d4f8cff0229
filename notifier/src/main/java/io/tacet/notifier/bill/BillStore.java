package io.tacet.notifier.bill;

import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.notifier.mail.WakeUp;
import io.tacet.schema.UsageBooked;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps what was booked, whether the job's end has been read or not: the two come on two topics.
 * Thread-safe.
 */
@ApplicationScoped
class BillStore implements EventStore<UsageBooked> {

  private final BillTable bills;
  private final BillListener listener;
  private final WakeUp wakeUp;

  BillStore(BillTable bills, BillListener listener, WakeUp wakeUp) {
    this.bills = bills;
    this.listener = listener;
    this.wakeUp = wakeUp;
  }

  @Override
  public String topic(Topics topics) {
    return topics.usage();
  }

  @Override
  public Class<UsageBooked> type() {
    return UsageBooked.class;
  }

  @Override
  public void store(Connection connection, List<Received<UsageBooked>> events) throws SQLException {
    for (Received<UsageBooked> received : events) {
      UsageBooked booked = received.require();
      if (bills.add(connection, booked)) {
        listener.booked(connection, booked.getJobId(), booked.getOrderId());
      }
    }
  }

  @Override
  public void committed() {
    wakeUp.signal();
  }
}
