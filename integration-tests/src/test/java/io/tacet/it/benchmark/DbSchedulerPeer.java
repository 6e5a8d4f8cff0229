package io.tacet.it.benchmark;

import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.it.harness.Parts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * db-scheduler on the same PostgreSQL: a queue in a table whose tasks run in the process that takes
 * them, with no broker between. Tasks that do nothing.
 */
final class DbSchedulerPeer {

  private static final int THREADS = 16;

  /** Its manual's table for PostgreSQL, without the indexes of features not used here. */
  private static final String TABLE =
      """
      CREATE TABLE scheduled_tasks (
        task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
        execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
        last_success timestamptz, last_failure timestamptz, consecutive_failures int,
        last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
        PRIMARY KEY (task_name, task_instance));
      CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
      CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)
      """;

  private final Parts parts;

  DbSchedulerPeer(Parts parts) {
    this.parts = parts;
  }

  double tasksPerSecond(int tasks) throws SQLException {
    String database = "db_scheduler_peer";
    String url = parts.cluster().postgres().createDatabase(database);
    AtomicInteger done = new AtomicInteger();
    OneTimeTask<Void> task =
        Tasks.oneTime("nothing").execute((instance, context) -> done.incrementAndGet());
    try (AgroalDataSource pool = pool(url)) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        boolean unused = statement.execute(TABLE);
      }
      Scheduler scheduler =
          Scheduler.create(pool, task)
              .threads(THREADS)
              .pollUsingLockAndFetch(1.0, 4.0)
              .pollingInterval(Duration.ofMillis(100))
              .build();
      List<TaskInstance<?>> instances =
          IntStream.range(0, tasks).<TaskInstance<?>>mapToObj(i -> task.instance("" + i)).toList();
      scheduler.scheduleBatch(instances, Instant.now());
      long began = System.nanoTime();
      scheduler.start();
      try {
        await().atMost(Duration.ofMinutes(10)).until(() -> done.get() == tasks);
        return tasks / ((System.nanoTime() - began) / 1e9);
      } finally {
        scheduler.stop();
      }
    } finally {
      parts.cluster().postgres().dropDatabase(database);
    }
  }

  private AgroalDataSource pool(String url) throws SQLException {
    String password = parts.cluster().postgres().password(ServiceRole.SCHEDULER);
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(THREADS + 4)
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(url)
                                    .principal(new NamePrincipal(ServiceRole.SCHEDULER.user()))
                                    .credential(new SimplePassword(password))
                                    .initialSql("SET search_path TO scheduler"))));
  }
}
