package io.tacet.accountant.classification;

import io.tacet.accountant.access.CurrentCaller;
import io.tacet.accountant.classification.PhaseUses.PhaseUse;
import io.tacet.accountant.usage.Jobs;
import io.tacet.contract.rest.JobClasses;
import io.tacet.contract.rest.WorkLoad;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What bounds a job, over REST, for those who may see it. */
@Path("/api/v1/jobs/{job}/classes")
@Produces(MediaType.APPLICATION_JSON)
public class JobClassesResource {

  private final Transactions transactions;
  private final Jobs jobs;
  private final PhaseUses uses;
  private final Classifier classifier;
  private final CurrentCaller caller;

  JobClassesResource(
      Transactions transactions,
      Jobs jobs,
      PhaseUses uses,
      Classifier classifier,
      CurrentCaller caller) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.uses = uses;
    this.classifier = classifier;
    this.caller = caller;
  }

  /** Of a job. */
  @GET
  @Operation(
      summary = "What bounds a job and each of its phases, with the figures it follows from",
      description = "Without attempt: the last one that has results. Null figures: not measured.")
  public JobClasses ofJob(
      @PathParam("job") String job, @QueryParam("attempt") @Nullable String attempt)
      throws SQLException {
    FieldErrors fields = new FieldErrors();
    Integer number = fields.wholeNumber("attempt", attempt, 0, Integer.MAX_VALUE);
    fields.throwIfAny();
    List<PhaseUse> phases =
        transactions.run(
            connection -> {
              requireVisible(connection, job);
              return uses.ofJob(connection, job, number);
            });
    if (phases.isEmpty()) {
      throw ProblemException.notFound(
          "Job '"
              + job
              + "' has no results to be classified by: it measured nothing, or its results have not"
              + " arrived yet. tacet job shows what is there");
    }
    WorkLoad load = Load.together(phases.stream().map(PhaseUse::load).toList());
    return new JobClasses(
        job,
        phases.get(0).attempt(),
        classifier.of(load),
        load,
        phases.stream()
            .map(
                one ->
                    new JobClasses.Phase(
                        one.phase(), one.repeat(), classifier.of(one.load()), one.load()))
            .toList());
  }

  private void requireVisible(Connection connection, String job) throws SQLException {
    Optional<Jobs.Owner> owner = jobs.owner(connection, job);
    if (owner.isEmpty()) {
      throw ProblemException.notFound(
          "Nothing is known of job '" + job + "'; tacet jobs lists the jobs, finished ones too");
    }
    if (!caller.get().maySee(owner.get().project(), owner.get().submitter())) {
      throw ProblemException.forbidden("Job '" + job + "' is of another project; ask an operator");
    }
  }
}
