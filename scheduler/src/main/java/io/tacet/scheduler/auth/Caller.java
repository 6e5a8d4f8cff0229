package io.tacet.scheduler.auth;

import io.tacet.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The user who calls, known once {@link TokenFilter} has let the request in. */
@RequestScoped
public class Caller {

  private @Nullable String user;
  private Role role = Role.SUBMITTER;

  void is(String knownUser, Role knownRole) {
    user = knownUser;
    role = knownRole;
  }

  /** The user's id. */
  public String user() {
    if (user == null) {
      throw new IllegalStateException("Nobody was let in");
    }
    return user;
  }

  /** The user's role. */
  public Role role() {
    return role;
  }

  /** Whether the user's role is this one or one above. */
  public boolean may(Role needed) {
    return role.compareTo(needed) >= 0;
  }

  /**
   * Ends the request unless the role suffices.
   *
   * @throws ProblemException 403
   */
  public void require(Role needed) {
    if (!may(needed)) {
      throw ProblemException.forbidden(
          "This needs the role " + needed + "; user '" + user() + "' is " + role + ".");
    }
  }
}
