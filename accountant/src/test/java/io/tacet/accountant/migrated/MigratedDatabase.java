package io.tacet.accountant.migrated;

import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.postgres.PostgresServer;
import io.tacet.embedded.postgres.ServiceRole;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty database of its own, migrated as far as is wanted. */
public final class MigratedDatabase implements AutoCloseable {

  private final PostgresServer postgres = EmbeddedCluster.shared().postgres();
  private final String name = "accountant_" + UUID.randomUUID().toString().substring(0, 8);

  /** Makes it, without tables. */
  public MigratedDatabase() {
    postgres.createDatabase(name);
  }

  /** Up to a version; "latest" for all of them. */
  public MigratedDatabase migrate(String version) {
    Flyway.configure()
        .dataSource(
            postgres.jdbcUrl(name),
            ServiceRole.ACCOUNTANT.user(),
            postgres.password(ServiceRole.ACCOUNTANT))
        .defaultSchema("accountant")
        .target(version)
        .load()
        .migrate();
    return this;
  }

  /** A connection as the service's role. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(name),
        ServiceRole.ACCOUNTANT.user(),
        postgres.password(ServiceRole.ACCOUNTANT));
  }

  /** Connections as the service's role. */
  public DataSource pool() {
    PGSimpleDataSource pool = new PGSimpleDataSource();
    pool.setUrl(postgres.jdbcUrl(name));
    pool.setUser(ServiceRole.ACCOUNTANT.user());
    pool.setPassword(postgres.password(ServiceRole.ACCOUNTANT));
    return pool;
  }

  /** Runs statements. */
  public void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one value a query answers with, as text. */
  public String text(String query) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? String.valueOf(row.getString(1)) : "nothing";
    }
  }

  @Override
  public void close() {
    postgres.dropDatabase(name);
  }
}
