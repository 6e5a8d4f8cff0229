package io.tacet.embedded.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.embedded.process.FreePorts;
import io.tacet.embedded.process.Port;
import io.tacet.embedded.process.StartFailure;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCatcherTest {
  private final FreePorts free = new FreePorts();

  @TempDir Path directory;
  private MailCatcher catcher;

  @BeforeEach
  void startIt() {
    catcher = new MailCatcher(directory, Port.anyOf(free));
    catcher.start();
  }

  @AfterEach
  void stopIt() {
    catcher.stop();
  }

  @Test
  void aMailToTwoPeopleIsCaughtOnceWithBothItsTexts() throws Exception {
    // when
    send("Ergebnis für Sie", "a@example.org", "b@example.org");

    // then
    assertThat(catcher.received())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.from()).isEqualTo("tacet@example.org");
              assertThat(mail.recipients())
                  .containsExactlyInAnyOrder("a@example.org", "b@example.org");
              assertThat(mail.subject()).isEqualTo("Ergebnis für Sie");
              assertThat(mail.text()).hasValueSatisfying(t -> assertThat(t).contains("7 µJ"));
              assertThat(mail.html()).hasValueSatisfying(h -> assertThat(h).contains("<b>7"));
              assertThat(mail.header("x-job")).contains("17");
              assertThat(mail.raw()).contains("X-Job: 17");
            });
  }

  @Test
  void eachMailIsWrittenToAFileAfterThoseOfEarlierRuns() throws Exception {
    // given
    send("one", "a@example.org");
    catcher.stop();
    catcher = new MailCatcher(directory, Port.anyOf(free));
    catcher.start();

    // when
    send("two", "a@example.org");

    // then
    assertThat(catcher.received()).extracting(CaughtMail::subject).containsExactly("two");
    assertThat(files()).containsExactly("0001.eml", "0002.eml");
    assertThat(Files.readString(directory.resolve("0002.eml"))).contains("Subject: two");
  }

  @Test
  void aStoppedCatcherTakesNoMailAndKeepsWhatItHas() throws Exception {
    // given
    send("one", "a@example.org");

    // when
    catcher.stop();

    // then
    assertThatThrownBy(() -> send("two", "a@example.org")).isInstanceOf(MessagingException.class);
    assertThat(catcher.received()).hasSize(1);

    // when
    catcher.start();
    send("three", "a@example.org");

    // then
    assertThat(catcher.received()).extracting(CaughtMail::subject).containsExactly("one", "three");
  }

  @Test
  void aTakenPortIsReported() {
    // given
    MailCatcher second = new MailCatcher(directory, Port.fixed(catcher.smtpPort(), free));

    // then
    assertThatThrownBy(second::start)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(Integer.toString(catcher.smtpPort()));
  }

  private void send(String subject, String... recipients) throws MessagingException {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(catcher.smtpPort()));
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom("tacet@example.org");
    for (String recipient : recipients) {
      message.addRecipient(RecipientType.TO, new InternetAddress(recipient));
    }
    message.setSubject(subject, "UTF-8");
    message.setHeader("X-Job", "17");
    MimeBodyPart text = new MimeBodyPart();
    text.setText("It took 7 µJ.", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p>It took <b>7 µJ</b>.</p>", "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    Transport.send(message);
  }

  private Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }
}
