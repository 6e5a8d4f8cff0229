package io.tacet.cli.backup;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.HelpOption;
import io.tacet.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which database, and as whom. Filled by the command line; for one thread. */
final class Database {

  private static final String USER = "TACET_DATABASE_USER";
  private static final String PASSWORD = "TACET_DATABASE_PASSWORD";

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Option(
      names = "--database",
      paramLabel = "URL",
      defaultValue = "jdbc:postgresql://localhost:5432/tacet",
      description = "The services' database (default: ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File with the password, instead of the variable TACET_DATABASE_PASSWORD.")
  private @Nullable Path passwordFile;

  /** What is done with a connection. */
  interface Work<T> {
    T with(Connection connection) throws SQLException, IOException;
  }

  /** Connects as the administrator, and does something. */
  <T> T run(Context context, Work<T> work) {
    Properties properties = new Properties();
    properties.setProperty("user", context.environment().getOrDefault(USER, "postgres"));
    properties.setProperty("ApplicationName", "backup of tacet");
    try {
      String password =
          passwordFile == null
              ? context.environment().getOrDefault(PASSWORD, "")
              : Files.readString(passwordFile).strip();
      properties.setProperty("password", password);
      try (Connection connection = DriverManager.getConnection(url, properties)) {
        return work.with(connection);
      }
    } catch (SQLException | IOException e) {
      throw new CommandFailure(
          e,
          "not done: " + e.getMessage(),
          List.of(
              "Address: --database. Who: "
                  + USER
                  + " (postgres) and "
                  + PASSWORD
                  + ", a superuser.",
              "Nothing was changed in the database."));
    }
  }
}
