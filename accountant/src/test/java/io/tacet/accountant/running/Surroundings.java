package io.tacet.accountant.running;

import static org.awaitility.Awaitility.await;

import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.intake.testing.RunningService;
import io.tacet.intake.testing.ServiceSurroundings;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Topics and a database of one test class; the servers behind them are shared. */
final class Surroundings extends ServiceSurroundings {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Sets everything up. */
  Surroundings() throws Exception {
    super(ServiceRole.ACCOUNTANT);
  }

  /**
   * Starts an accountant and waits until it has read who its users are: ready before that, it
   * answers everybody with 503.
   */
  RunningService accountant(Map<String, String> settings) {
    RunningService accountant = RunningService.start(this, settings);
    await("the users are known")
        .atMost(LIMIT)
        .until(() -> count("SELECT count(*) FROM directory_read") == 1);
    return accountant;
  }

  /** Makes the tables, before any service does. */
  void migrate() {
    Map<String, String> environment = environment(0);
    Flyway.configure()
        .dataSource(
            environment.get("QUARKUS_DATASOURCE_JDBC_URL"),
            environment.get("QUARKUS_DATASOURCE_USERNAME"),
            environment.get("QUARKUS_DATASOURCE_PASSWORD"))
        .defaultSchema("accountant")
        .load()
        .migrate();
  }
}
