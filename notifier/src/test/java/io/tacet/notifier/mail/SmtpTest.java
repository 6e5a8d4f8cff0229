package io.tacet.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpTest {

  @ParameterizedTest
  @CsvSource({
    "recipient address not accepted, 550, Refused",
    "sending data failed, 552, Refused",
    "sender address not accepted, 552, Refused",
    "recipient address not accepted, 451, Deferred",
    "sending data failed, 452, Deferred",
    "recipient address not accepted, 421, NoServer",
    "AUTH failed, 535, NoServer",
    "AUTH failed, 454, NoServer",
    "sender address not accepted, 550, NoServer",
    "got error response, 554, NoServer",
  })
  void aReplyIsAboutTheMailOrAboutUs(String message, int code, String verdict) {
    // given
    Throwable failure =
        new CompletionException(new SMTPException(message, code, List.of(code + " x"), false));
    // when
    Delivery delivery = Smtp.verdict(failure);
    // then
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(verdict);
  }

  @Test
  void aServerThatIsAwayIsTriedAgain() {
    // when
    Delivery delivery =
        Smtp.verdict(new CompletionException(new ConnectException("Connection refused")));
    // then
    assertThat(delivery).isEqualTo(new Delivery.NoServer("ConnectException: Connection refused"));
  }
}
