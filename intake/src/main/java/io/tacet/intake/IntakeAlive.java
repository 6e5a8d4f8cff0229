package io.tacet.intake;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the reading thread has died: only a restart helps. */
@Liveness
class IntakeAlive implements HealthCheck {

  private final IntakeService intake;

  IntakeAlive(IntakeService intake) {
    this.intake = intake;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("topics-reader").status(intake.isAlive()).build();
  }
}
