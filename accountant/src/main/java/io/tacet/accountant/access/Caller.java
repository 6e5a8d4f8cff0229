package io.tacet.accountant.access;

import io.tacet.problem.ProblemException;
import io.tacet.schema.Role;
import java.util.List;

/**
 * Who asks. Immutable.
 *
 * @param user user id
 * @param projects ids of the user's projects
 */
public record Caller(String user, Role role, List<String> projects) {

  /** Whether everything may be seen and rates be set. */
  public boolean isOperator() {
    return role == Role.OPERATOR || role == Role.ADMIN;
  }

  /** Whether what belongs to a project and was submitted by a user may be seen. */
  public boolean maySee(String project, String submitter) {
    return isOperator() || projects.contains(project) || user.equals(submitter);
  }

  /**
   * Ends the request unless it comes from an operator.
   *
   * @throws ProblemException 403
   */
  public void requireOperator() {
    if (!isOperator()) {
      throw ProblemException.forbidden("This needs the role OPERATOR; ask one");
    }
  }
}
