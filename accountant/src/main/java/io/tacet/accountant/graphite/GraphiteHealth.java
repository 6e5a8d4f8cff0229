package io.tacet.accountant.graphite;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how the sink is. Always up: a Graphite that is away is no reason to ask the accountant for
 * nothing else.
 */
@Readiness
class GraphiteHealth implements HealthCheck {

  private final GraphiteService graphite;

  GraphiteHealth(GraphiteService graphite) {
    this.graphite = graphite;
  }

  @Override
  public HealthCheckResponse call() {
    String trouble = graphite.trouble();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("graphite")
            .up()
            .withData("enabled", graphite.isWanted())
            .withData("connected", graphite.isWanted() && trouble == null);
    if (trouble != null) {
      answer.withData("reason", trouble);
    }
    return answer.build();
  }
}
