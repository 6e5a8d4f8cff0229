package io.tacet.scheduler.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Connections beside the pool, with the pool's own settings: for locks and notifications, which
 * belong to a session.
 */
@ApplicationScoped
public class OwnConnections {

  private final AgroalDataSource pool;

  OwnConnections(AgroalDataSource pool) {
    this.pool = pool;
  }

  /** Opens one; the caller closes it. */
  public Connection open() throws SQLException {
    AgroalConnectionFactoryConfiguration settings =
        pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
    Properties properties = new Properties();
    properties.putAll(settings.jdbcProperties());
    Principal user = settings.principal();
    if (user != null) {
      properties.setProperty("user", user.getName());
    }
    for (Object credential : settings.credentials()) {
      if (credential instanceof io.agroal.api.security.SimplePassword password) {
        properties.setProperty("password", password.getWord());
      }
    }
    // A lock must not outlive a machine that has gone without a word
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(settings.jdbcUrl(), properties);
  }
}
