package io.tacet.accountant.running;

import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.intake.testing.ServiceSurroundings;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Topics and a database of one test class; the servers behind them are shared. */
final class Surroundings extends ServiceSurroundings {

  /** Sets everything up. */
  Surroundings() throws Exception {
    super(ServiceRole.ACCOUNTANT);
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
