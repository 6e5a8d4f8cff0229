package io.tacet.scheduler.job;

import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.MDC;

/** The jobs the caller may see: own ones; all of them for operators. Thread-safe. */
@ApplicationScoped
public class VisibleJobs {

  private final Caller caller;
  private final JobStore jobs;

  VisibleJobs(Caller caller, JobStore jobs) {
    this.caller = caller;
    this.jobs = jobs;
  }

  /**
   * A job.
   *
   * @throws ProblemException 404 when there is none; 403 when it is someone else's
   */
  public JobRow get(String id) {
    JobRow job =
        jobs.find(id.toLowerCase(Locale.ROOT))
            .orElseThrow(() -> ProblemException.notFound("There is no job '" + id + "'."));
    // Goes with the request, and so does what it says in the log
    MDC.put("job", job.id());
    if (!job.submitter().equals(caller.user()) && !caller.may(Role.OPERATOR)) {
      throw ProblemException.forbidden(
          "Job " + job.id() + " is someone else's; submitters see their own jobs only.");
    }
    return job;
  }
}
