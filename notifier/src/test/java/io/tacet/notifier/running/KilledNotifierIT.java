package io.tacet.notifier.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.Readiness;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import io.tacet.schema.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A thousand events while notifiers are killed (SIGKILL) at random twenty times: every mail
 * arrives, and again only what a sender had handed over when it was killed, with the same
 * Message-ID.
 */
class KilledNotifierIT {

  private static final int EVENTS = 1000;
  private static final int KILLS = 20;
  private static final int AT_ONCE = 2;
  private static final int USERS = 25;
  private static final int SENDERS = 2;
  private static final int MOST_DOUBLED = 40; // each sender of each that is killed
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final List<ChildProcess> running = new ArrayList<>();

  @AfterEach
  void stop() {
    running.forEach(process -> process.stop(Duration.ofSeconds(10)));
  }

  @Test
  void noMailIsLostAndNoneDoubledButByAKill() throws Exception {
    // given
    long seed = System.nanoTime();
    try (Surroundings surroundings = new Surroundings();
        ScriptedSmtpServer server = new ScriptedSmtpServer()) {
      DirectoryOfTest directory = new DirectoryOfTest(surroundings);
      for (int i = 0; i < USERS; i++) {
        directory.user("u" + i, Role.SUBMITTER);
      }
      Map<String, String> settings =
          Map.of(
              "QUARKUS_MAILER_PORT", Integer.toString(server.port()),
              "TACET_NOTIFIER_SENDERS", Integer.toString(SENDERS),
              "TACET_NOTIFIER_SEND_TIMEOUT", "PT5S",
              "KAFKA_SESSION_TIMEOUT_MS", "6000",
              "QUARKUS_HTTP_HOST_ENABLED", "false");
      // when
      ExecutorService keepers = Executors.newFixedThreadPool(AT_ONCE);
      List<Future<ChildProcess>> last = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        Map<String, String> own = new HashMap<>(settings);
        // Takes the place of its predecessor at once; else Kafka waits for that one to come back
        own.put("KAFKA_GROUP_INSTANCE_ID", "keeper-" + i);
        Random random = new Random(seed + i);
        int place = i + 1;
        last.add(keepers.submit(() -> killAndStart(surroundings, place, own, random)));
      }
      for (Future<ChildProcess> one : last) {
        ChildProcess alive = one.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        running.add(alive);
      }
      keepers.shutdown();
      awaitAllSent(surroundings);
      // then
      Map<String, Long> copies =
          server.taken().stream()
              .map(mail -> mail.header("Message-ID"))
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      int doubled = server.taken().size() - copies.size();
      assertThat(copies).as("mails, seed %d", seed).hasSize(EVENTS);
      assertThat(doubled).as("doubled, seed %d", seed).isLessThanOrEqualTo(MOST_DOUBLED);
      assertThat(surroundings.count("SELECT count(*) FROM mail")).isEqualTo(EVENTS);
    }
  }

  /** Starts one again and again, with new events each time, the last one to stay. */
  private static ChildProcess killAndStart(
      Surroundings surroundings, int place, Map<String, String> settings, Random random)
      throws Exception {
    for (int kill = 0; kill < KILLS / AT_ONCE; kill++) {
      send(surroundings, EVENTS / KILLS);
      ChildProcess process = start(surroundings, place, settings);
      // Soon after its start, when it takes over what the one before has left, or in full work
      process.awaitExit(Duration.ofMillis(random.nextInt(1000)));
      process.kill();
    }
    return start(surroundings, place, settings);
  }

  private static ChildProcess start(
      Surroundings surroundings, int place, Map<String, String> settings) {
    return RunningService.launch(surroundings, place, settings, Readiness.logged(" started in "));
  }

  private static void send(Surroundings surroundings, int events) throws Exception {
    synchronized (NUMBER) {
      for (int i = 0; i < events; i++) {
        int number = NUMBER.getAndIncrement();
        String job = "job-" + number;
        surroundings.send(
            surroundings.topics().jobStatus(),
            job,
            Events.status(job, "u" + number % USERS, JobState.FINISHED)
                .setOrderId(Events.uuid())
                .build());
      }
    }
  }

  private static void awaitAllSent(Surroundings surroundings) {
    await()
        .atMost(LIMIT)
        .until(
            () -> surroundings.count("SELECT count(*) FROM mail WHERE state = 'SENT'") == EVENTS);
  }
}
