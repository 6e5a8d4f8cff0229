package io.tacet.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies of at most 64 KiB are taken here. */
@QuarkusTest
class BodyLimitTest {

  private static final int LIMIT = 64 * 1024;
  private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

  @TestHTTPResource URI base = URI.create("http://localhost/");

  @Test
  void aBodyThatSaysItIsTooLargeIsRefused() throws Exception {
    // when
    Client.Answer answer = client().post("/faulty", named(TEN_MEGABYTES));

    // then
    assertIsTooLarge(answer);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aBodyThatDoesNotSayItIsTooLargeIsRefusedInTheSameWayAndNotLogged(Version version)
      throws Exception {
    try (LogRecords log = new LogRecords()) {
      // when
      Client.Answer answer = new Client(base, version).postChunked("/faulty", named(TEN_MEGABYTES));

      // then
      assertIsTooLarge(answer);
      assertThat(log.from(Level.WARNING)).isEmpty();
      assertThat(log.hasStackTrace()).isFalse();
    }
  }

  @Test
  void aChunkedBodyIsTakenUpToTheLimitAndNotBeyond() throws Exception {
    // given
    String atTheLimit = named(LIMIT);
    assertThat(atTheLimit).hasSize(LIMIT);

    // when
    Client.Answer taken = client().postChunked("/faulty", atTheLimit);
    Client.Answer refused = client().postChunked("/faulty", named(LIMIT + 1));

    // then
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.body()).isEqualTo("{\"length\":" + (LIMIT - "{\"name\":\"\"}".length()) + "}");
    assertIsTooLarge(refused);
  }

  @Test
  void aLengthWithMoreDigitsThanALongHasIsTooLarge() throws Exception {
    // when
    String answer = raw("Content-Length: 99999999999999999999", "");

    // then
    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Exception");
  }

  @Test
  void theConnectionOfARefusedBodyIsClosed() throws Exception {
    // when
    String chunk = Integer.toHexString(LIMIT) + "\r\n" + " ".repeat(LIMIT) + "\r\n";
    String answer = raw("Transfer-Encoding: chunked", chunk + chunk + "0\r\n\r\n");

    // then: it was read to its end, so nobody waits for more
    assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
  }

  private void assertIsTooLarge(Client.Answer answer) throws Exception {
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("title").asText()).isEqualTo("Content Too Large");
    assertThat(answer.detail()).isEqualTo("The body is larger than 65536 bytes.");
    assertThat(answer.json().path("instance").asText()).isEqualTo("/faulty");
  }

  private Client client() {
    return new Client(base, Version.HTTP_1_1);
  }

  /** Sends a request by hand and reads until the server closes. */
  private String raw(String header, String body) throws Exception {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(180_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /faulty HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + header
                  + "\r\n\r\n"
                  + body)
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String named(int bytes) {
    String frame = "{\"name\":\"\"}";
    return "{\"name\":\"" + "x".repeat(bytes - frame.length()) + "\"}";
  }
}
