package io.tacet.contract.serde;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells a registry that is away from bytes that are wrong. */
final class RegistryFailure {

  private static final int MAX_DEPTH = 20;

  private RegistryFailure() {}

  /** Whether trying the same bytes again later can succeed. */
  static boolean isTemporary(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
      if (isNetwork(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNetwork(Throwable cause) {
    return cause instanceof java.net.SocketException
        || cause instanceof java.net.http.HttpTimeoutException
        || cause instanceof java.net.UnknownHostException
        || cause instanceof TimeoutException
        || cause instanceof java.nio.channels.ClosedChannelException
        || (cause instanceof IOException && isHttpClient(cause));
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
