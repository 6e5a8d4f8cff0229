package io.tacet.scheduler.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A token of a user: its hash. */
@Entity(name = "Token")
@Table(name = "tokens")
@DynamicUpdate
class TokenEntity {

  @Id String hash;

  /** Its public name; no secret. */
  String id;

  /** What its user calls it. */
  String name;

  @Column(name = "user_id")
  String userId;

  @Enumerated(EnumType.STRING)
  Origin origin;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "last_used_at", updatable = false)
  @Nullable Instant lastUsedAt;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  /** Its end has come, and the directory has heard of it. */
  boolean ended;

  /** Where a token comes from. */
  enum Origin {
    /** Made here. */
    ISSUED,
    /** From the configuration. */
    BOOTSTRAP
  }
}
