package io.tacet.contract.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.BatchUpdateException;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          57P03 | FATAL: the database system is starting up | goes on by itself
          57P01 | FATAL: terminating connection due to administrator command | goes on by itself
          25006 | ERROR: cannot execute INSERT in a read-only transaction | standby or in recovery
          53100 | ERROR: could not extend file "base/5/2601": No space left on device | make room
          28P01 | FATAL: password authentication failed for user "scheduler" | quarkus.datasource.username
          3D000 | FATAL: database "tacet" does not exist | quarkus.datasource.jdbc.url
          42501 | ERROR: permission denied for schema scheduler | roles.sql
          """)
  void what_an_operator_can_do_is_said(String state, String message, String advice) {
    // given: as a pool and a framework wrap it
    RuntimeException failure =
        new IllegalStateException(
            "no row", new SQLException("no", new SQLException(message, state)));

    // then
    assertThat(KafkaRefusal.advice(failure).orElseThrow()).contains(message, advice);
  }

  @Test
  void a_server_that_does_not_run() throws Exception {
    // given
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    // when
    Throwable failure =
        catchThrowable(
            () ->
                DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/tacet", "u", "p")
                    .close());

    // then
    assertThat(KafkaRefusal.advice(failure).orElseThrow())
        .startsWith("PostgreSQL does not answer (")
        .contains("quarkus.datasource.jdbc.url");
  }

  @Test
  void a_certificate_that_is_not_trusted() {
    // given
    SQLException failure =
        new SQLException(
            "SSL error",
            "08006",
            new SSLHandshakeException("unable to find valid certification path"));

    // then
    assertThat(KafkaRefusal.advice(failure).orElseThrow())
        .contains("PostgreSQL's TLS connection", "unable to find", "sslrootcert");
  }

  @Test
  void only_the_servers_own_words_are_said_of_a_batch() {
    // given: as the driver says it
    String words = "ERROR: could not extend file \"base/16393/16580\": No space left on device";
    SQLException failure =
        new BatchUpdateException(
            "Batch entry 0 INSERT INTO t (a,\n b) VALUES (1) was aborted: " + words + "\n  Hint: x",
            "53100",
            new int[0]);
    failure.setNextException(new SQLException(words + "\n  Hint: Check free disk space.", "53100"));

    // then
    assertThat(KafkaRefusal.advice(failure))
        .contains(
            "PostgreSQL's disk is full ("
                + words
                + "): make room there; what was read or submitted waits");
  }

  @Test
  void a_statement_that_is_wrong_is_not_the_operators_matter() {
    assertThat(KafkaRefusal.advice(new SQLException("syntax error", "42601"))).isEmpty();
    assertThat(KafkaRefusal.advice(new SQLException("no state"))).isEmpty();
  }
}
