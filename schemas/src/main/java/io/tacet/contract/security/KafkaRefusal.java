package io.tacet.contract.security;

import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Says what an operator can do when Kafka, the registry or PostgreSQL shuts a door: a password, a
 * certificate, a missing right, a missing topic, a full disk. All of them may be mended from
 * outside, so whoever is refused tries again.
 */
public final class KafkaRefusal {

  private static final int DEEPEST = 20;

  private KafkaRefusal() {}

  /** The same, or else the failure's own message: for one line of a log. */
  public static String text(Throwable failure) {
    return advice(failure).orElseGet(() -> plain(failure));
  }

  /** The same, or else the failure with its kind: for one line of a log without a stack trace. */
  public static String named(Throwable failure) {
    return advice(failure).orElseGet(failure::toString);
  }

  /** One sentence with what to do; empty when the failure is another one. */
  public static Optional<String> advice(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      Optional<String> found = adviceOn(cause);
      if (found.isPresent()) {
        return found;
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<String> adviceOn(Throwable cause) {
    if (cause instanceof SQLException database) {
      return DatabaseRefusal.advice(database);
    }
    if (cause instanceof SaslAuthenticationException) {
      return Optional.of(
          "Kafka does not take this user and password ("
              + cause.getMessage()
              + "): compare tacet.kafka.security.user and password-file with the user on the"
              + " broker (tacet acl --apply makes users)");
    }
    if (cause instanceof SslAuthenticationException || cause instanceof SSLException) {
      return Optional.of(
          "the TLS connection is refused ("
              + root(cause)
              + "): check that tacet.kafka.security.ca (or tacet.registry.ca) signed the server's"
              + " certificate, that it has not expired, that it names the host that is asked, and"
              + " this machine's clock");
    }
    if (isMissingTopic(cause)) {
      return Optional.of(
          "there is no such topic on this Kafka ("
              + cause.getMessage()
              + "): Tacet's own topics are made by the scheduler, the shared ones at its start and a"
              + " machine's when it is registered, so see that it has run against this Kafka with"
              + " the same tacet.topics.prefix; others are made by whoever writes them");
    }
    if (cause instanceof TimeoutException || cause instanceof DisconnectException) {
      return Optional.of(
          "Kafka does not answer ("
              + cause.getMessage()
              + "): see that it runs and has room on its disk, and that"
              + " tacet.kafka.bootstrap-servers and tacet.kafka.security.protocol are right");
    }
    if (cause instanceof AuthorizationException refused) {
      return Optional.of(
          "Kafka does not allow this user "
              + what(refused)
              + ": see what tacet acl prints for it, and tacet acl --apply");
    }
    return Optional.empty();
  }

  /** A producer waits for the topic and names it only in what it throws at the end. */
  private static boolean isMissingTopic(Throwable cause) {
    Throwable reason = cause instanceof TimeoutException ? cause.getCause() : cause;
    return reason instanceof UnknownTopicOrPartitionException;
  }

  private static String what(AuthorizationException refused) {
    if (refused instanceof TopicAuthorizationException topics
        && !topics.unauthorizedTopics().isEmpty()) {
      return "the topics " + topics.unauthorizedTopics();
    }
    if (refused instanceof GroupAuthorizationException group) {
      return "the group " + group.groupId();
    }
    if (refused instanceof TransactionalIdAuthorizationException) {
      return "its transactional id";
    }
    if (refused instanceof ClusterAuthorizationException) {
      return "this on the cluster"; // its message is the broker's whole request
    }
    return "this (" + refused.getMessage() + ")";
  }

  private static String plain(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  static String root(Throwable failure) {
    Throwable deepest = failure;
    for (int depth = 0; deepest.getCause() != null && depth < DEEPEST; depth++) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }
}
