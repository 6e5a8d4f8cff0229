package io.tacet.problem;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Takes a body and fails as it is told. */
@Path("/faulty")
public class FaultyResource {

  /** A body with fields of several kinds. */
  public record Body(
      @Nullable String name,
      @Nullable Integer count,
      @Nullable BigDecimal rate,
      @Nullable List<String> words) {}

  /** Says how long the name is. */
  @POST
  public String take(@Nullable Body body) {
    if (body == null) {
      throw ProblemException.noBody();
    }
    return "{\"length\":" + (body.name() == null ? 0 : body.name().length()) + "}";
  }

  /** Fails as a statement that ended with a SQLSTATE, somewhere among the causes. */
  @GET
  @Path("/sql/{state}")
  public String sql(@PathParam("state") String state) {
    String sqlState = state.equals("none") ? null : state;
    throw new IllegalStateException("outer secret", new SQLException("inner secret", sqlState));
  }

  /** Fails as Kafka does. */
  @GET
  @Path("/kafka")
  public String kafka() {
    throw new IllegalStateException("secret", new TimeoutException("secret"));
  }

  /** Fails as nobody expects. */
  @GET
  @Path("/broken")
  public String broken() {
    throw new IllegalStateException("secret");
  }

  /** Is not ready. */
  @GET
  @Path("/unready")
  public String unready() {
    throw ProblemException.unavailable("Still reading.");
  }

  /** Does not know the caller. */
  @GET
  @Path("/unauthorized")
  public String unauthorized() {
    throw ProblemException.unauthorized("Who?");
  }
}
