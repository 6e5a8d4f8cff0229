package io.tacet.worker.source;

import io.tacet.worker.source.SourceConfig.CredentialConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tokens and keys that were given to this worker. Immutable. */
public final class Credentials {

  private static final String PREFIX = "tacet.worker.source.";
  private static final Pattern SERVER =
      Pattern.compile("([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  private static final Pattern USER = Pattern.compile("[!-~]+");

  /** What ssh takes as it is in an option: no blank, quote, % or ~. */
  private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9_./@+,=:-]*");

  private final List<Credential> all;

  private Credentials(List<Credential> all) {
    this.all = List.copyOf(all);
  }

  /** None: public repositories only, and what the worker's user can read by itself. */
  public static Credentials none() {
    return new Credentials(List.of());
  }

  /**
   * Those that are configured.
   *
   * @throws IllegalArgumentException with all that is wrong, a line each
   */
  public static Credentials of(SourceConfig config) {
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
    List<Credential> all = new ArrayList<>();
    new TreeMap<>(config.credentials())
        .forEach((name, given) -> all.add(credential(name, given, config.knownHosts())));
    return new Credentials(all);
  }

  /** What is wrong with a configuration, and with the files it names. */
  public static List<String> problems(SourceConfig config) {
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    new TreeMap<>(config.credentials())
        .forEach(
            (name, given) -> {
              String key = PREFIX + "credentials." + name;
              String server = server(given);
              if (!SERVER.matcher(server).matches()) {
                problems.add(key + ".host must be host or host:port, e.g. git.example.org");
              }
              if (given.tokenFile().isPresent() == given.keyFile().isPresent()) {
                problems.add(key + " needs either a token-file (https) or a key-file (ssh)");
              } else if (!seen.add(given.tokenFile().isPresent() + server)) {
                problems.add(key + " is a second one for " + server);
              }
              if (!USER.matcher(given.user()).matches()) {
                problems.add(key + ".user must be a name without blanks");
              }
              given.tokenFile().ifPresent(file -> token(problems, key, file));
              given.caFile().ifPresent(file -> readable(problems, key + ".ca-file", file));
              given.keyFile().ifPresent(file -> key(problems, key, file));
            });
    if (config.credentials().values().stream().anyMatch(given -> given.keyFile().isPresent())) {
      knownHosts(problems, config.knownHosts());
    }
    return problems;
  }

  private static void knownHosts(List<String> problems, Optional<Path> file) {
    if (file.isPresent()) {
      readable(problems, PREFIX + "known-hosts", file.get());
      plain(problems, PREFIX + "known-hosts", file.get());
    } else {
      problems.add(
          PREFIX
              + "known-hosts is not set: a key is shown to known servers only"
              + " (ssh-keyscan HOST writes such a file; compare it with what the server's"
              + " operator publishes)");
    }
  }

  /** Whether there is any. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** The one for a repository's server and scheme. */
  Optional<Credential> forServerOf(SourceUri source) {
    URI uri = URI.create(source.text());
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    return all.stream()
        .filter(credential -> credential instanceof Credential.Token == https)
        .filter(credential -> credential.server().equals(server(uri, https ? 443 : 22)))
        .findFirst();
  }

  private static String server(URI uri, int usualPort) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return uri.getPort() < 0 || uri.getPort() == usualPort ? host : host + ":" + uri.getPort();
  }

  private static String server(CredentialConfig given) {
    String usual = given.tokenFile().isPresent() ? ":443" : ":22";
    String host = given.host().orElse("").toLowerCase(Locale.ROOT);
    return host.endsWith(usual) ? host.substring(0, host.length() - usual.length()) : host;
  }

  private static Credential credential(
      String name, CredentialConfig given, Optional<Path> knownHosts) {
    return given
        .tokenFile()
        .<Credential>map(
            file ->
                new Credential.Token(
                    name, server(given), file.toAbsolutePath(), given.user(), given.caFile()))
        .orElseGet(
            () ->
                new Credential.Key(
                    name,
                    server(given),
                    given.keyFile().orElseThrow().toAbsolutePath(),
                    knownHosts.orElseThrow().toAbsolutePath()));
  }

  private static void token(List<String> problems, String key, Path file) {
    SecretFile.problem(file).ifPresent(problem -> problems.add(key + ".token-file: " + problem));
  }

  private static void key(List<String> problems, String key, Path file) {
    SecretFile.problem(file).ifPresent(problem -> problems.add(key + ".key-file: " + problem));
    plain(problems, key + ".key-file", file);
  }

  private static void readable(List<String> problems, String key, Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      problems.add(key + ": " + file + " is not there, or the worker may not read it");
    }
  }

  private static void plain(List<String> problems, String key, Path file) {
    if (!PLAIN_PATH.matcher(file.toAbsolutePath().toString()).matches()) {
      problems.add(key + ": " + file + " must be a path of letters, digits and _./@+,=:-");
    }
  }
}
