package io.tacet.cli.connection;

import io.tacet.cli.failure.CommandFailure;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which servers to ask. Filled by the command line; for one thread. */
public final class ConnectionOptions {

  /** Variable with the scheduler's address. */
  public static final String SERVER_VARIABLE = "TACET_SERVER";

  /** Variable with the accountant's address. */
  public static final String ACCOUNTANT_VARIABLE = "TACET_ACCOUNTANT";

  /** Variable with the token. */
  public static final String TOKEN_VARIABLE = "TACET_TOKEN";

  /** Variable with a file that holds the token. */
  public static final String TOKEN_FILE_VARIABLE = "TACET_TOKEN_FILE";

  private static final int ACCOUNTANT_PORT = 8082;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = {
        "The scheduler to ask, e.g. http://localhost:8080.",
        "Else TACET_SERVER, else the one that tacet up has started. The token to show it is taken"
            + " from TACET_TOKEN."
      })
  private @Nullable String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the API token, - for standard input; else TACET_TOKEN, else TACET_TOKEN_FILE.")
  private @Nullable String tokenFile;

  /**
   * Whom to ask.
   *
   * @throws CommandFailure when nothing says it
   */
  public Connection connection(Map<String, String> environment, StateDirectory state) {
    Optional<ConnectionFile.Entry> left = state.connectionFile().read();
    Optional<ConnectionFile.Entry> file = left.filter(ConnectionFile.Entry::isUp);
    String token = TokenSource.token(tokenFile, environment);
    String variable = value(environment, SERVER_VARIABLE);
    String given = server != null ? server : variable;
    if (given == null) {
      return file.map(entry -> entry.connection(state.connectionFile().path()))
          .map(found -> tokenFile == null || token == null ? found : found.as(token))
          .orElseThrow(() -> nothingUp(state, left));
    }
    String origin = server != null ? "--server" : SERVER_VARIABLE;
    URI scheduler = http(given, origin);
    String accountant = value(environment, ACCOUNTANT_VARIABLE);
    Optional<ConnectionFile.Entry> same = file.filter(entry -> entry.scheduler().equals(scheduler));
    return new Connection(
        scheduler,
        accountant != null
            ? http(accountant, ACCOUNTANT_VARIABLE)
            : same.map(ConnectionFile.Entry::accountant).orElseGet(() -> besides(scheduler)),
        token != null ? token : same.map(ConnectionFile.Entry::token).orElse(null),
        origin);
  }

  private static URI besides(URI scheduler) {
    return URI.create(scheduler.getScheme() + "://" + host(scheduler) + ":" + ACCOUNTANT_PORT);
  }

  private static String host(URI uri) {
    return uri.getHost();
  }

  private static URI http(String text, String origin) {
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw noAddress(text, origin, e);
    }
    throw noAddress(text, origin, null);
  }

  private static CommandFailure noAddress(
      String text, String origin, @Nullable IllegalArgumentException cause) {
    return new CommandFailure(
        cause,
        "'" + text + "' (" + origin + ") is no address of a server.",
        java.util.List.of("Write it like http://localhost:8080."));
  }

  private static CommandFailure nothingUp(
      StateDirectory state, Optional<ConnectionFile.Entry> left) {
    return new CommandFailure(
        "nothing is up here ("
            + left.map(entry -> "what was, process " + entry.pid() + ", has ended")
                .orElse("there is no " + state.connectionFile().path())
            + ").",
        "Start one:        tacet up        (or see it all at work: tacet demo)",
        "Or name a server: --server http://HOST:8080, or "
            + SERVER_VARIABLE
            + " and "
            + TOKEN_VARIABLE);
  }

  static @Nullable String value(Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
