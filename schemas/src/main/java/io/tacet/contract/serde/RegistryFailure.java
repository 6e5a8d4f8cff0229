package io.tacet.contract.serde;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells a registry that is away from bytes that are wrong. */
final class RegistryFailure {

  private static final int MAX_DEPTH = 20;

  /**
   * How the exceptions of the two makes of client tell the HTTP status; neither may be imported.
   */
  private static final List<String> STATUS_METHODS = List.of("getResponseStatusCode", "getStatus");

  private static final int NOT_FOUND = 404;
  private static final Set<Integer> REFUSALS = Set.of(401, 403);

  private RegistryFailure() {}

  /** Whether trying the same bytes again later can succeed. */
  static boolean isTemporary(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
      if (isNetwork(cause) || isRefusal(cause)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the registry does not know what it was asked for. */
  static boolean isNotFound(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
      if (statuses(cause).anyMatch(status -> status == NOT_FOUND)) {
        return true;
      }
    }
    return false;
  }

  /** Why it may be tried again, for a person. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
      OptionalInt status = statuses(cause).mapToInt(Integer::intValue).filter(s -> s > 0).findAny();
      if (status.isPresent()) {
        return REFUSALS.contains(status.getAsInt())
            ? "the schema registry does not let this service in (HTTP "
                + status.getAsInt()
                + "): compare tacet.registry.user and password-file with what it takes"
            : "the schema registry answers HTTP " + status.getAsInt() + ": its log says why";
      }
    }
    return "the schema registry does not answer: see that it runs and tacet.registry.url is right";
  }

  private static boolean isNetwork(Throwable cause) {
    return cause instanceof java.net.SocketException
        || cause instanceof javax.net.ssl.SSLException
        || cause instanceof java.net.http.HttpTimeoutException
        || cause instanceof java.net.UnknownHostException
        || cause instanceof TimeoutException
        || cause instanceof java.nio.channels.ClosedChannelException
        || (cause instanceof IOException && isHttpClient(cause));
  }

  /** An answer other than "no such schema" is about the registry, not about the bytes. */
  private static boolean isRefusal(Throwable cause) {
    return statuses(cause).anyMatch(status -> status >= 400 && status != NOT_FOUND);
  }

  private static Stream<Integer> statuses(Throwable cause) {
    return Arrays.stream(cause.getClass().getMethods())
        .filter(method -> STATUS_METHODS.contains(method.getName()))
        .filter(method -> method.getParameterCount() == 0)
        .map(method -> status(cause, method));
  }

  private static int status(Throwable cause, Method method) {
    try {
      return method.invoke(cause) instanceof Integer status ? status : 0;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method + " cannot be asked for the HTTP status", e);
    }
  }

  private static boolean isHttpClient(Throwable cause) {
    for (StackTraceElement element : cause.getStackTrace()) {
      String owner = element.getClassName();
      if (owner.startsWith("jdk.internal.net.http") || owner.startsWith("io.vertx.core.http")) {
        return true;
      }
    }
    return false;
  }
}
