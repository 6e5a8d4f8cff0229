package io.tacet.notifier.running;

import io.tacet.embedded.mail.CaughtMail;
import io.tacet.embedded.mail.MailCatcher;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.process.FreePorts;
import io.tacet.embedded.process.Port;
import io.tacet.intake.testing.ServiceSurroundings;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Topics, a database and a mail server of one test class; the servers behind them are shared. */
final class Surroundings extends ServiceSurroundings {

  private static final FreePorts PORTS = new FreePorts();

  private final MailCatcher mail;

  /** Sets everything up; the mail catcher runs. */
  Surroundings() throws Exception {
    super(ServiceRole.NOTIFIER);
    mail = new MailCatcher(directory().resolve("mail"), Port.anyOf(PORTS));
    mail.start();
  }

  /** The mail server. */
  MailCatcher mail() {
    return mail;
  }

  /** Mails to one address so far. */
  List<CaughtMail> mailsTo(String address) {
    return mail.received().stream().filter(one -> one.recipients().contains(address)).toList();
  }

  @Override
  public Map<String, String> environment(int port) {
    Map<String, String> environment = super.environment(port);
    environment.put("QUARKUS_MAILER_HOST", "127.0.0.1");
    environment.put("QUARKUS_MAILER_PORT", Integer.toString(mail.smtpPort()));
    environment.put("TACET_NOTIFIER_LINK_BASE", "https://tacet.example.org");
    environment.put("TACET_NOTIFIER_PREFERENCES_PUBLIC_URL", "https://mail.example.org/notifier/");
    environment.put("TACET_NOTIFIER_BILL_WAIT_AT_MOST", "PT0S");
    environment.put("TACET_NOTIFIER_DELIVERY_MOST_PER_HOUR", "1000");
    environment.put("TACET_NOTIFIER_RETRY_FIRST", "PT0.2S");
    environment.put("TACET_NOTIFIER_RETRY_LONGEST", "PT1S");
    return environment;
  }

  @Override
  public void close() throws IOException {
    mail.stop();
    super.close();
  }
}
