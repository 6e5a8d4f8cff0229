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
    "recipient address not accepted, 550, true",
    "sending data failed, 552, true",
    "recipient address not accepted, 451, false",
    "recipient address not accepted, 421, false",
    "AUTH failed, 535, false",
    "sender address not accepted, 530, false",
    "got error response, 554, false",
  })
  void onlyARefusalThatIsAboutTheMailIsForGood(String message, int code, boolean forGood) {
    // given
    Throwable failure =
        new CompletionException(new SMTPException(message, code, List.of(code + " x"), false));
    // when
    Delivery delivery = Smtp.verdict(failure);
    // then
    assertThat(delivery).isInstanceOf(forGood ? Delivery.Refused.class : Delivery.Deferred.class);
  }

  @Test
  void aServerThatIsAwayIsTriedAgain() {
    // when
    Delivery delivery =
        Smtp.verdict(new CompletionException(new ConnectException("Connection refused")));
    // then
    assertThat(delivery).isEqualTo(new Delivery.Deferred("ConnectException: Connection refused"));
  }
}
