package io.tacet.accountant.access;

import io.tacet.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who asks in this request; set before any resource is reached. */
@RequestScoped
public class CurrentCaller {

  private @Nullable Caller caller;

  /** The caller. */
  public Caller get() {
    if (caller == null) {
      throw ProblemException.unauthorized("Send Authorization: Bearer with a valid token");
    }
    return caller;
  }

  void set(Caller caller) {
    this.caller = caller;
  }
}
