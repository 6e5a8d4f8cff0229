package io.tacet.scheduler.project;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Project;
import io.tacet.contract.rest.PutProject;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.page.Tags;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/projects}. Everybody sees them; administrators change them. */
@Path("/api/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "projects", description = "Projects jobs are submitted to")
public class ProjectResource {

  private static final int USUAL = 100;

  private final Caller caller;
  private final Projects projects;
  private final Dispatcher dispatcher;
  private final Tags tags;

  ProjectResource(Caller caller, Projects projects, Dispatcher dispatcher, Tags tags) {
    this.caller = caller;
    this.projects = projects;
    this.dispatcher = dispatcher;
    this.tags = tags;
  }

  /** Lists projects by id. */
  @GET
  @Operation(operationId = "listProjects", summary = "List projects by id")
  public Page<Project> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL, errors);
    errors.throwIfAny();
    return paging.page(
        projects.list(paging.after(), paging.rows()), Project::id, Function.identity());
  }

  /** Shows a project. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getProject", summary = "Show a project")
  public Project get(@RestPath String id) {
    return projects
        .find(id)
        .orElseThrow(() -> ProblemException.notFound("There is no project '" + id + "'."));
  }

  /** Adds or changes a project. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "putProject", summary = "Add a project, or change one")
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = Project.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed",
      content = @Content(schema = @Schema(implementation = Project.class)))
  @APIResponse(responseCode = "412", description = "It is not as If-Match says")
  public Response put(
      @RestPath String id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable PutProject body) {
    caller.require(Role.ADMIN);
    if (body == null) {
      throw ProblemException.noBody();
    }
    boolean isNew = projects.put(id, body, tags.ifMatch(ifMatch));
    dispatcher.wake();
    return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK)
        .entity(get(id))
        .build();
  }
}
