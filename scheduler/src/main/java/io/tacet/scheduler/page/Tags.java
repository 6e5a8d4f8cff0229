package io.tacet.scheduler.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tacet.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags (RFC 9110, 8.8.3): 128 bits of the SHA-256 of what is shown. The same on all
 * schedulers, and the same as long as nothing that is shown changes. Thread-safe.
 */
@ApplicationScoped
public class Tags {

  private static final int BYTES = 16;

  private final ObjectMapper canonical;

  Tags(ObjectMapper json) {
    this.canonical = json.copy().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
  }

  /** The tag of what is shown, with its quotes. */
  public String of(Object shown) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical.writeValueAsBytes(shown));
      return '"' + HexFormat.of().formatHex(hash, 0, BYTES) + '"';
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** A request's condition that what it changes is as the client has seen it. */
  public Condition ifMatch(@Nullable String header) {
    return new Condition(header, this);
  }

  /** Whether a header's list of tags has this one, or is {@code *}. */
  static boolean names(String header, String tag) {
    return Arrays.stream(header.split(",", -1))
        .map(String::strip)
        .anyMatch(one -> one.equals("*") || one.equals(tag));
  }

  /**
   * {@code If-Match}. To be checked in the transaction that changes, with the row locked.
   *
   * @param header null: no condition
   */
  public record Condition(@Nullable String header, Tags tags) {

    /**
     * Checks.
     *
     * @param shown what a GET would show now; null: there is no such thing
     * @throws ProblemException 412 when it is another one
     */
    public void check(@Nullable Object shown) {
      if (header != null && (shown == null || !names(header, tags.of(shown)))) {
        throw ProblemException.preconditionFailed(
            "It has changed since you have read it; read it again and repeat the change.");
      }
    }
  }
}
