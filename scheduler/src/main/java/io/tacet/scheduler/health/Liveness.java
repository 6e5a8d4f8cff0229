package io.tacet.scheduler.health;

import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.intake.Intake;
import io.tacet.scheduler.relay.Relay;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Alive as long as its threads are: none of them ends by itself. */
@org.eclipse.microprofile.health.Liveness
@ApplicationScoped
class Liveness implements HealthCheck {

  private final Dispatcher dispatcher;
  private final Relay relay;
  private final Intake intake;

  Liveness(Dispatcher dispatcher, Relay relay, Intake intake) {
    this.dispatcher = dispatcher;
    this.relay = relay;
    this.intake = intake;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("threads")
        .status(dispatcher.isAlive() && relay.isAlive() && intake.isAlive())
        .build();
  }
}
