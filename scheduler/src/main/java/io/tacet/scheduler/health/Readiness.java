package io.tacet.scheduler.health;

import io.tacet.scheduler.intake.Intake;
import io.tacet.scheduler.kafka.KafkaContact;
import io.tacet.scheduler.kafka.SharedTopics;
import io.tacet.scheduler.relay.Relay;
import io.tacet.scheduler.signature.OwnKey;
import io.tacet.scheduler.user.Bootstrap;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Ready when jobs can be taken and sent out; says what is missing. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class Readiness implements HealthCheck {

  private final KafkaContact kafka;
  private final SharedTopics topics;
  private final Relay relay;
  private final Intake intake;
  private final Bootstrap bootstrap;
  private final OwnKey key;

  Readiness(
      KafkaContact kafka,
      SharedTopics topics,
      Relay relay,
      Intake intake,
      Bootstrap bootstrap,
      OwnKey key) {
    this.kafka = kafka;
    this.topics = topics;
    this.relay = relay;
    this.intake = intake;
    this.bootstrap = bootstrap;
    this.key = key;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("scheduler");
    boolean up =
        kafka.isHeld()
            && topics.areThere()
            && key.isPublished()
            && !relay.isFailing()
            && !intake.isFailing()
            && bootstrap.isDone();
    answer.withData("kafka", kafka.isHeld() ? "answers" : kafka.trouble());
    answer.withData("topics", topics.areThere() ? "there" : topics.missing());
    answer.withData(
        "relay",
        relay.isFailing()
            ? "failing, see the log"
            : relay.isRelaying() ? "relaying" : "standing by");
    answer.withData(
        "signing key", key.isPublished() ? "published, or none" : "not published, see the log");
    answer.withData("intake", intake.isFailing() ? "failing, see the log" : "fine");
    answer.withData(
        "built-in user", bootstrap.isDone() ? "there, or not asked for" : "not made yet");
    return answer.status(up).build();
  }
}
