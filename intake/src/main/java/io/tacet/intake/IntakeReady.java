package io.tacet.intake;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Down while the topics can't be read or their events not stored; says why. */
@Readiness
class IntakeReady implements HealthCheck {

  private final IntakeService intake;

  IntakeReady(IntakeService intake) {
    this.intake = intake;
  }

  @Override
  public HealthCheckResponse call() {
    String trouble = intake.trouble();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("topics-read").status(trouble == null);
    if (trouble != null) {
      answer.withData("reason", trouble);
    }
    return answer.build();
  }
}
