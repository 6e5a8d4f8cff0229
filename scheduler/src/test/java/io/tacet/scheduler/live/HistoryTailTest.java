package io.tacet.scheduler.live;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.rest.LiveJob;
import io.tacet.scheduler.database.OwnConnections;
import io.tacet.scheduler.database.Statements;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Surroundings;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Commits that come in another order than the positions. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class HistoryTailTest {

  @Inject History history;
  @Inject OwnConnections connections;

  @Test
  void whatIsCommittedLateIsToldAndUntilThenNobodyResumesBehindIt() throws Exception {
    // given: three transactions that take positions one after the other
    Api api = Api.admin();
    api.registerMachine("tail-1");
    String job = api.submit("tail-1", ", \"hold\": true");
    HistoryTail tail = new HistoryTail(history);
    try (Connection late = open();
        Connection never = open();
        Connection early = open()) {
      long first = insert(late, job);
      insert(never, job);
      long last = insert(early, job);

      // when
      early.commit();
      List<Long> one = told(tail, job);
      List<Long> nothing = told(tail, job);
      long resume = tail.resumeAfter(last);
      late.commit();
      List<Long> two = told(tail, job);
      never.rollback();
      List<Long> three = told(tail, job);
      List<Long> four = new ArrayList<>();
      await()
          .until(
              () -> {
                four.addAll(told(tail, job));
                return tail.resumeAfter(last) == last;
              });

      // then
      assertThat(one).containsExactly(last);
      assertThat(nothing).isEmpty();
      assertThat(resume).isLessThan(first);
      assertThat(two).containsExactly(first);
      assertThat(three).isEmpty();
      assertThat(four).isEmpty();
    }
  }

  @Test
  void whatWasAtWorkWhenItBeganIsToldToo() throws Exception {
    // given
    Api api = Api.admin();
    api.registerMachine("tail-2");
    String job = api.submit("tail-2", ", \"hold\": true");
    try (Connection late = open();
        Connection early = open()) {
      long first = insert(late, job);
      insert(early, job);
      early.commit();

      // when
      HistoryTail tail = new HistoryTail(history);
      late.commit();

      // then
      assertThat(told(tail, job)).containsExactly(first);
    }
  }

  private Connection open() throws Exception {
    Connection connection = connections.open();
    connection.setAutoCommit(false);
    return connection;
  }

  private static List<Long> told(HistoryTail tail, String job) {
    List<Long> positions = new ArrayList<>();
    for (LiveJob event : tail.news()) {
      if (event.id().equals(job)) {
        positions.add(event.position());
      }
    }
    return positions;
  }

  private static long insert(Connection connection, String job) {
    return new Statements(connection)
        .query(
            """
            INSERT INTO job_events (event_id, job_id, occurred_at, state, attempt)
            VALUES (?, ?, now(), 'QUEUED', 0) RETURNING position
            """,
            row -> row.longNumber("position"),
            UUID.randomUUID().toString(),
            job)
        .get(0);
  }
}
