package io.tacet.cli.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A service and where it was said to be. Immutable.
 *
 * @param name scheduler or accountant
 * @param base URL without {@code /api/v1}
 * @param origin what said so: an option, a variable, a file
 * @param variable variable that changes it
 */
public record ServiceAddress(String name, URI base, String origin, String variable) {

  /** What to say when it does not answer. */
  ServiceAway unreachable(IOException reason) {
    List<String> advice = new ArrayList<>();
    advice.add("Address from:    " + origin);
    advice.add("To start one:    tacet up");
    advice.add("For another one: " + variable + "=http://HOST:PORT");
    return new ServiceAway(
        reason, "no " + name + " answers at " + base + " (" + why(reason) + ").", advice);
  }

  private static String why(IOException reason) {
    if (reason instanceof HttpTimeoutException) {
      return "it took too long";
    }
    if (reason instanceof ConnectException) {
      return "nothing listens there, or the host is not known";
    }
    if (reason.getClass().getSimpleName().startsWith("SSL")) {
      return "its certificate is not trusted: name its CA by --ca or TACET_CA; or it speaks no TLS,"
          + " or has expired";
    }
    return reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
  }
}
