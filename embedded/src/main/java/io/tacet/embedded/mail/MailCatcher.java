package io.tacet.embedded.mail;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tacet.embedded.process.FreePorts;
import io.tacet.embedded.process.Port;
import io.tacet.embedded.process.ServerPart;
import io.tacet.embedded.process.StartFailure;
import io.tacet.embedded.tls.Locks;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server in this JVM, on the loopback address, without passwords, that takes mail for
 * anybody and keeps it. Each mail is also written to its directory as {@code 0001.eml}, {@code
 * 0002.eml} and so on, going on after those already there. What it has received stays readable
 * after {@link #stop()}.
 */
public final class MailCatcher implements ServerPart {

  private static final String ADDRESS = "127.0.0.1";
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final Path directory;
  private final Port port;
  private final @Nullable Locks locks;
  private final List<CaughtMail> received = new CopyOnWriteArrayList<>();
  private @Nullable GreenMail server;
  private int written;

  /** A catcher that is not started yet and speaks in the clear; {@code directory} is for mails. */
  public MailCatcher(Path directory, Port port) {
    this(directory, port, null);
  }

  /**
   * A catcher that is not started yet.
   *
   * @param directory where the mails are written
   * @param locks null: it speaks SMTP in the clear; else SMTPS
   */
  public MailCatcher(Path directory, Port port, @Nullable Locks locks) {
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.locks = locks;
  }

  @Override
  public String name() {
    return "Mail catcher";
  }

  /** Where it takes mail, on 127.0.0.1. */
  public int smtpPort() {
    return port.number();
  }

  /** Where the mails are written. */
  public Path directory() {
    return directory;
  }

  /** What has come in since this object was made, oldest first; a copy. */
  public List<CaughtMail> received() {
    return List.copyOf(received);
  }

  /** Forgets what has come in; the files stay. */
  public void forget() {
    received.clear();
  }

  @Override
  public synchronized void start() {
    if (server != null) {
      return;
    }
    GreenMail starting = Port.starting(List.of(port), this::listen);
    MessageDeliveryHandler toMailbox = starting.getUserManager().getMessageDeliveryHandler();
    starting
        .getUserManager()
        .setMessageDeliveryHandler(
            (message, address) -> {
              // Called once for each recipient of the message.
              if (address.equals(message.getToAddresses().iterator().next())) {
                keep(message);
              }
              return toMailbox.handle(message, address);
            });
    server = starting;
  }

  @Override
  public synchronized void stop() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  @Override
  public void kill() {
    throw new UnsupportedOperationException(name() + " is in this process");
  }

  @Override
  public void pause() {
    throw new UnsupportedOperationException(name() + " is in this process");
  }

  @Override
  public void resume() {
    throw new UnsupportedOperationException(name() + " is in this process");
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<Path> log() {
    return Optional.empty();
  }

  private GreenMail listen() {
    int number = port.number();
    if (!FreePorts.isFree(number)) {
      throw new StartFailure(
          name() + " can't listen on port " + number + ": address already in use");
    }
    GreenMail starting =
        locks == null ? new GreenMail(setup(number)) : new SecureGreenMail(setup(number, locks));
    try {
      Files.createDirectories(directory);
      starting.start();
      return starting;
    } catch (IOException | RuntimeException e) {
      // Somebody was faster; the library says only that it could not start
      String reason = FreePorts.isFree(number) ? e.getMessage() : "address already in use";
      throw new StartFailure(
          name() + " can't listen on port " + number + " or write to " + directory + ": " + reason,
          e);
    }
  }

  private static ServerSetup setup(int port) {
    return patient(new ServerSetup(port, ADDRESS, ServerSetup.PROTOCOL_SMTP));
  }

  private static SecureGreenMail.Setup setup(int port, Locks locks) {
    return patient(
        new SecureGreenMail.Setup(
            port, ADDRESS, locks.authority().serve("tacet-mail", locks.hosts())));
  }

  private static <T extends ServerSetup> T patient(T setup) {
    // Its own 2 s are short where a broker and a database start at the same time on two cores
    setup.setServerStartupTimeout(START_LIMIT.toMillis());
    return setup;
  }

  private void keep(MovingMessage message) throws MessagingException {
    MailAddress sender = message.getReturnPath();
    List<String> recipients = message.getToAddresses().stream().map(MailAddress::getEmail).toList();
    try {
      CaughtMail mail =
          CaughtMail.of(sender == null ? "" : sender.getEmail(), recipients, message.getMessage());
      write(mail);
      received.add(mail);
    } catch (IOException e) {
      throw new UncheckedIOException("the mail can't be kept", e);
    }
  }

  private synchronized void write(CaughtMail mail) throws IOException {
    Path file;
    do {
      written++;
      file = directory.resolve(String.format("%04d.eml", written));
    } while (Files.exists(file));
    Files.writeString(file, mail.raw(), StandardCharsets.UTF_8);
  }
}
