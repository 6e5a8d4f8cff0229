package io.tacet.scheduler.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was submitted under an idempotency key, so that a client that had no answer can ask again
 * and nothing is queued twice. A key is its user's own. Thread-safe.
 */
@ApplicationScoped
class SubmissionKeys {

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final Sql sql;
  private final InstantSource clock;
  private final ObjectMapper canonical;

  SubmissionKeys(Sql sql, InstantSource clock, ObjectMapper json) {
    this.sql = sql;
    this.clock = clock;
    this.canonical =
        json.copy()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            // A field that a later version adds must not make another body of it
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
  }

  /**
   * A key for a body; null when the client sent none.
   *
   * @throws ProblemException 400 for what can be no key
   */
  @Nullable Key of(String user, @Nullable String key, Object body) {
    if (key == null) {
      return null;
    }
    FieldErrors errors = new FieldErrors();
    errors.require(
        KEY.matcher(key).matches(),
        "Idempotency-Key",
        "must be 1 to 200 printable ASCII characters without spaces");
    errors.throwIfAny();
    return new Key(user, key, hash(body));
  }

  /**
   * What was made under a key before.
   *
   * @throws ProblemException 409 when that was another body
   */
  Optional<Made> made(@Nullable Key key) {
    if (key == null) {
      return Optional.empty();
    }
    Optional<Made> made =
        sql.first(
            """
            SELECT body_hash, job_ids, group_id FROM submission_keys WHERE submitter = ? AND key = ?
            """,
            row ->
                new Made(
                    row.text("body_hash"),
                    List.of(row.texts("job_ids")),
                    row.textOrNull("group_id")),
            key.user(),
            key.text());
    if (made.isPresent() && !made.get().bodyHash().equals(key.bodyHash())) {
      throw ProblemException.conflict(
          "The idempotency key '"
              + key.text()
              + "' was used with another body; send a new key with a new submission.");
    }
    return made;
  }

  /**
   * Writes down what is made; false when somebody else has made it meanwhile, who is waited for.
   */
  boolean keep(@Nullable Key key, List<String> jobs, @Nullable String group) {
    return key == null
        || sql.update(
                """
                INSERT INTO submission_keys (submitter, key, body_hash, job_ids, group_id, created_at)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                key.user(),
                key.text(),
                key.bodyHash(),
                jobs.toArray(String[]::new),
                group,
                clock.instant())
            == 1;
  }

  /** Forgets keys from before a time. */
  void forgetBefore(Instant time) {
    sql.update("DELETE FROM submission_keys WHERE created_at < ?", time);
  }

  private String hash(Object body) {
    try {
      byte[] text = canonical.writeValueAsString(body).getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** A client's key. Immutable. */
  record Key(String user, String text, String bodyHash) {}

  /** What came of it. Immutable. */
  record Made(String bodyHash, List<String> jobs, @Nullable String group) {}
}
