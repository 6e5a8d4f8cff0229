package io.tacet.scheduler.problem;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Does what nobody expects. */
@Path("/api/v1/broken")
@Blocking
public class BrokenResource {

  /** Fails. */
  @GET
  public String fail() {
    throw new IllegalStateException("secret details");
  }
}
