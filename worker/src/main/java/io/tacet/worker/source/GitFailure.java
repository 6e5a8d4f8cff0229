package io.tacet.worker.source;

import io.tacet.worker.source.SourceException.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells from git's words what of a source was wrong. */
final class GitFailure {

  private static final List<String> NO_REF =
      List.of(
          "couldn't find remote ref",
          "could not find remote branch",
          "not our ref",
          "unadvertised object",
          "no such remote ref",
          "invalid refspec",
          "remote did not send all necessary objects");

  private static final List<String> NO_REPOSITORY =
      List.of(
          "not found",
          "does not appear to be a git repository",
          "does not exist",
          "no such file or directory",
          "could not read username",
          "could not read password",
          "authentication failed",
          "permission denied",
          "returned error: 40",
          "not a git repository",
          "dubious ownership");

  private static final List<String> NO_NETWORK =
      List.of(
          "could not resolve host",
          "couldn't resolve host",
          "failed to connect",
          "couldn't connect",
          "could not connect",
          "connection refused",
          "connection timed out",
          "connection reset",
          "network is unreachable",
          "no route to host",
          "name or service not known",
          "temporary failure in name resolution",
          "early eof",
          "returned error: 5",
          "ssl certificate",
          "ssl connect",
          "gnutls",
          "tls connection",
          "openssl ssl_");

  private static final List<String> STRANGER =
      List.of("host key verification failed", "remote host identification has changed");

  private static final List<String> REFUSED =
      List.of(
          "authentication failed",
          "permission denied (",
          "too many authentication failures",
          "could not read username",
          "could not read password");

  private GitFailure() {}

  /** The error of a fetch that failed, with what the server was shown. */
  static SourceException of(
      GitCommand.Result fetch, String uri, String ref, Optional<Credential> shown) {
    // A repository or branch may be called "not found".
    String said = fetch.said().replace(uri, "").replace(ref, "").toLowerCase(Locale.ROOT);
    if (fetch.timedOut()) {
      return network(uri, "git took too long");
    }
    if (anyIn(said, NO_REF)) {
      return new SourceException(
          Fault.USER,
          "source.ref: \""
              + ref
              + "\" is not in "
              + uri
              + "; give a branch, a tag or a whole commit id ("
              + fetch.lastLine()
              + ")");
    }
    if (anyIn(said, STRANGER)) {
      return new SourceException(
          Fault.MACHINE,
          "source.uri: this machine does not know the server's host key, so it does not talk to "
              + uri
              + "; its operator must add it (tacet.worker.source.known-hosts)");
    }
    if (shown.isPresent() && anyIn(said, REFUSED)) {
      return new SourceException(
          Fault.MACHINE,
          "source.uri: the server of "
              + uri
              + " refuses this machine's "
              + (shown.get() instanceof Credential.Token ? "token" : "key")
              + "; its operator must renew it or give it access ("
              + shown.get().key()
              + ")");
    }
    if (anyIn(said, NO_NETWORK)) {
      return network(uri, fetch.said().strip().lines().findFirst().orElse(fetch.lastLine()));
    }
    if (anyIn(said, NO_REPOSITORY)) {
      return new SourceException(
          Fault.USER,
          "source.uri: "
              + uri
              + " is not there, or this machine may not read it ("
              + meaningful(fetch)
              + ")");
    }
    return network(uri, fetch.lastLine());
  }

  private static SourceException network(String uri, String why) {
    return new SourceException(Fault.NETWORK, "source.uri: cannot fetch " + uri + " (" + why + ")");
  }

  /** The last line that says what is missing and is not git's advice. */
  private static String meaningful(GitCommand.Result result) {
    return result
        .said()
        .lines()
        .map(String::strip)
        .filter(line -> anyIn(line.toLowerCase(Locale.ROOT), NO_REPOSITORY))
        .reduce((first, second) -> second)
        .orElse(result.lastLine());
  }

  private static boolean anyIn(String said, List<String> phrases) {
    return phrases.stream().anyMatch(said::contains);
  }
}
