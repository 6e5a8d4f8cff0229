package io.tacet.cli.connection;

import io.tacet.cli.failure.CommandFailure;
import java.net.URI;
import java.nio.file.Path;
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

  /** Variable with the notifier's address. */
  public static final String NOTIFIER_VARIABLE = "TACET_NOTIFIER";

  /** Variable with the token. */
  public static final String TOKEN_VARIABLE = "TACET_TOKEN";

  /** Variable with a file that holds the token. */
  public static final String TOKEN_FILE_VARIABLE = "TACET_TOKEN_FILE";

  /** Variable with a file that holds the servers' CA. */
  public static final String CA_VARIABLE = "TACET_CA";

  private static final int ACCOUNTANT_PORT = 8082;
  private static final int NOTIFIER_PORT = 8083;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = {
        "The scheduler, e.g. http://localhost:8080. Accountant and notifier are asked on the same host,"
            + " ports 8082 and 8083, unless TACET_ACCOUNTANT and TACET_NOTIFIER say otherwise.",
        "Else TACET_SERVER, else the one that tacet up has started. The token to show it is taken"
            + " from TACET_TOKEN."
      })
  private @Nullable String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the API token, - for standard input; else TACET_TOKEN, else TACET_TOKEN_FILE,"
              + " else that of tacet up, where it has started the server.")
  private @Nullable String tokenFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = {
        "PEM file with the CA of the servers' certificates, where the address is https and Java's own"
            + " CAs do not know it. Else TACET_CA."
      })
  private @Nullable Path ca;

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
          .map(found -> token == null ? found : found.as(token))
          .orElseThrow(() -> nothingUp(state, left));
    }
    String origin = server != null ? "--server" : SERVER_VARIABLE;
    URI scheduler = http(given, origin);
    String accountant = value(environment, ACCOUNTANT_VARIABLE);
    String notifier = value(environment, NOTIFIER_VARIABLE);
    Optional<ConnectionFile.Entry> same = file.filter(entry -> entry.scheduler().equals(scheduler));
    return new Connection(
        scheduler,
        accountant != null
            ? http(accountant, ACCOUNTANT_VARIABLE)
            : same.map(ConnectionFile.Entry::accountant)
                .orElseGet(() -> besides(scheduler, ACCOUNTANT_PORT)),
        notifier != null
            ? http(notifier, NOTIFIER_VARIABLE)
            : same.map(entry -> notifier(entry, scheduler))
                .orElseGet(() -> besides(scheduler, NOTIFIER_PORT)),
        token != null ? token : same.map(ConnectionFile.Entry::token).orElse(null),
        ca(environment).or(() -> same.map(ConnectionFile.Entry::ca)).orElse(null),
        origin);
  }

  private Optional<Path> ca(Map<String, String> environment) {
    return Optional.ofNullable(ca)
        .or(() -> Optional.ofNullable(value(environment, CA_VARIABLE)).map(Path::of));
  }

  /** The notifier of an entry; on the scheduler's host if it names none. */
  static URI notifier(ConnectionFile.Entry entry, URI scheduler) {
    URI notifier = entry.notifier();
    return notifier != null ? notifier : besides(scheduler, NOTIFIER_PORT);
  }

  private static URI besides(URI scheduler, int port) {
    return URI.create(scheduler.getScheme() + "://" + host(scheduler) + ":" + port);
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
