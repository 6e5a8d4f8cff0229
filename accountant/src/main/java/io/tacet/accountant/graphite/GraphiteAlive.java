package io.tacet.accountant.graphite;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the sink's thread has died: only a restart helps. */
@Liveness
class GraphiteAlive implements HealthCheck {

  private final GraphiteService graphite;

  GraphiteAlive(GraphiteService graphite) {
    this.graphite = graphite;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("graphite-sink").status(graphite.isAlive()).build();
  }
}
