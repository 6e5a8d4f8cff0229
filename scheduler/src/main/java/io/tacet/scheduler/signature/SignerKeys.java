package io.tacet.scheduler.signature;

import io.tacet.contract.signature.KeyList;
import io.tacet.contract.signature.KnownKey;
import io.tacet.contract.signature.PublicHalf;
import io.tacet.contract.signature.Signer;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.InvalidKeyException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of the keys. Thread-safe. */
@ApplicationScoped
public class SignerKeys {

  private static final String SELECT =
      "SELECT signer_kind, signer, public_key, registered_at, valid_until FROM signer_keys ";

  private final Sql sql;

  SignerKeys(Sql sql) {
    this.sql = sql;
  }

  /** All keys a signer has had, the oldest first. */
  public List<KnownKey> of(Signer signer) {
    return sql.query(
        SELECT + "WHERE signer_kind = ? AND signer = ? ORDER BY registered_at, key_id",
        SignerKeys::key,
        signer.kind().name(),
        signer.id());
  }

  /** The key with this id. */
  public Optional<KnownKey> find(String keyId) {
    return sql.first(SELECT + "WHERE key_id = ?", SignerKeys::key, keyId);
  }

  /**
   * All that is needed to judge events which speak for these machines: theirs and the services'.
   */
  KeyList forEventsOf(Collection<String> machines, Collection<String> keyIds) {
    return new KeyList(
        sql.query(
            SELECT
                + "WHERE signer_kind = 'SERVICE' OR (signer_kind = 'MACHINE' AND signer = ANY (?))"
                + " OR key_id = ANY (?)",
            SignerKeys::key,
            machines.toArray(String[]::new),
            keyIds.toArray(String[]::new)));
  }

  /**
   * Adds a key that nobody has registered; the signer's others end at this time at the latest. In
   * the transaction at hand, whose lock on the signer keeps others off.
   */
  public void add(KnownKey key, Instant endOfOthers, String by) {
    Signer signer = key.signer();
    end(signer, null, endOfOthers);
    sql.update(
        """
        INSERT INTO signer_keys (key_id, public_key, signer_kind, signer, registered_at,
                                 registered_by)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        key.key().id(),
        key.key().plain(),
        signer.kind().name(),
        signer.id(),
        key.since(),
        by);
  }

  /**
   * Ends keys of a signer, unless they end before.
   *
   * @param keyId which; null: all
   * @return how many end earlier now
   */
  public int end(Signer signer, @org.jspecify.annotations.Nullable String keyId, Instant at) {
    return sql.update(
        """
        UPDATE signer_keys SET valid_until = ? WHERE signer_kind = ? AND signer = ?
          AND (?::text IS NULL OR key_id = ?) AND (valid_until IS NULL OR valid_until > ?)
        """,
        at,
        signer.kind().name(),
        signer.id(),
        keyId,
        keyId,
        at);
  }

  private static KnownKey key(Row row) throws SQLException {
    try {
      return new KnownKey(
          new Signer(Signer.Kind.valueOf(row.text("signer_kind")), row.text("signer")),
          PublicHalf.of(row.bytes("public_key")),
          row.time("registered_at"),
          row.timeOrNull("valid_until"));
    } catch (InvalidKeyException e) {
      throw new SQLException("signer_keys holds what is no key", e);
    }
  }
}
