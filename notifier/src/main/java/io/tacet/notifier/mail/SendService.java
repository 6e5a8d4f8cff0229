package io.tacet.notifier.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.notifier.config.NotifierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * The senders' threads: started and stopped with the service. Not alive when one of them has died,
 * or when half of the mailer's connections wait for answers that don't come: it has no time limit
 * of its own for them, and only a restart gets them back.
 */
@Liveness
@ApplicationScoped
class SendService implements HealthCheck {

  private static final long STOP_MILLIS = 10_000;

  private final SendLoop loop;
  private final Smtp smtp;
  private final int connections;
  private final List<Thread> threads = new ArrayList<>();

  SendService(
      SendLoop loop,
      Smtp smtp,
      NotifierConfig config,
      @ConfigProperty(name = "quarkus.mailer.max-pool-size") int connections) {
    this.loop = loop;
    this.smtp = smtp;
    this.connections = connections;
    int senders = config.once() ? 0 : config.senders();
    for (int i = 1; i <= senders; i++) {
      threads.add(new Thread(loop, "sender-" + i));
    }
  }

  void start(@Observes StartupEvent event) {
    smtp.makeReady();
    threads.forEach(Thread::start);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    loop.stop();
    for (Thread thread : threads) {
      thread.join(STOP_MILLIS);
    }
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("mail-senders")
        .withData("stuck", smtp.stuck())
        .status(threads.stream().allMatch(Thread::isAlive) && 2 * smtp.stuck() < connections)
        .build();
  }
}
