package io.tacet.cli.api;

import io.tacet.cli.failure.CommandFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service does not answer, or says that it can't just now: another time it may. */
public final class ServiceAway extends CommandFailure {

  private static final long serialVersionUID = 1L;

  ServiceAway(@Nullable Throwable cause, String message, List<String> advice) {
    super(cause, message, advice);
  }
}
