package io.tacet.worker.source;

import io.tacet.worker.source.SourceException.Fault;
import java.util.List;
import java.util.Locale;

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

  private GitFailure() {}

  /** The error of a fetch that failed. */
  static SourceException of(GitCommand.Result fetch, String uri, String ref) {
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

  /** The last line that is git's own and not its advice. */
  private static String meaningful(GitCommand.Result result) {
    return result
        .said()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("fatal:") || line.startsWith("remote:"))
        .reduce((first, second) -> second)
        .orElse(result.lastLine());
  }

  private static boolean anyIn(String said, List<String> phrases) {
    return phrases.stream().anyMatch(said::contains);
  }
}
