package io.tacet.contract.security;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Says what an operator can do when PostgreSQL does not do what it is asked, by the codes of its
 * documentation's appendix A. All of them may be mended from outside.
 */
final class DatabaseRefusal {

  private static final int DEEPEST = 20;
  private static final int LONGEST = 300;
  private static final Pattern OWN_WORDS = Pattern.compile("(ERROR|FATAL|PANIC): .*");

  private static final String UNREACHABLE =
      "PostgreSQL does not answer (%s): see that it runs, and that quarkus.datasource.jdbc.url names"
          + " it";

  private DatabaseRefusal() {}

  /** One sentence with what to do; empty when the statement itself is at fault. */
  static Optional<String> advice(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (isAboutTls(failure)) {
      return Optional.of(
          "PostgreSQL's TLS connection is refused ("
              + KafkaRefusal.root(failure)
              + "): check that sslrootcert in quarkus.datasource.jdbc.url signed its certificate,"
              + " that it has not expired, that it names the host that is asked, and this"
              + " machine's clock");
    }
    return what(state).map(text -> text.formatted(ownWords(failure)));
  }

  /** What PostgreSQL said, in one line, without the statement that a driver puts before it. */
  private static String ownWords(SQLException failure) {
    SQLException next = failure.getNextException();
    String all = String.valueOf((next == null ? failure : next).getMessage());
    Matcher own = OWN_WORDS.matcher(all);
    String said = own.find() ? own.group() : all;
    String line = said.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  private static Optional<String> what(String state) {
    return Optional.ofNullable(
        switch (state) {
          case "57P03" ->
              "PostgreSQL takes no connections yet (%s): it goes on by itself when PostgreSQL is"
                  + " ready; see PostgreSQL's log if that takes long";
          case "25006" ->
              "PostgreSQL takes no writes (%s): it is a standby or in recovery; promote it, or let"
                  + " quarkus.datasource.jdbc.url name the primary (targetServerType=primary)";
          case "53100" ->
              "PostgreSQL's disk is full (%s): make room there; what was read or submitted waits";
          case "53300" ->
              "PostgreSQL has no connection left (%s): raise its max_connections, or lower"
                  + " quarkus.datasource.jdbc.max-size";
          case "28P01", "28000" ->
              "PostgreSQL does not take this role and password (%s): compare"
                  + " quarkus.datasource.username and password with the role, and pg_hba.conf";
          case "3D000" ->
              "there is no such database (%s): create it, or mend quarkus.datasource.jdbc.url";
          case "42501" ->
              "PostgreSQL does not allow this role that (%s): compare its rights with"
                  + " deploy/compose/roles.sql";
          case "57P01", "57P02" ->
              "PostgreSQL has ended this connection (%s): it goes on by itself when PostgreSQL runs"
                  + " again";
          default -> state.startsWith("08") ? UNREACHABLE : null;
        });
  }

  private static boolean isAboutTls(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }
}
