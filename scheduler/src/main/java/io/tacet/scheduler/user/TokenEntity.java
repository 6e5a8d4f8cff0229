package io.tacet.scheduler.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A token of a user: its hash. */
@Entity(name = "Token")
@Table(name = "tokens")
class TokenEntity {

  @Id String hash;

  @Column(name = "user_id")
  String userId;

  @Enumerated(EnumType.STRING)
  Origin origin;

  @Column(name = "created_at")
  Instant createdAt;

  /** Where a token comes from. */
  enum Origin {
    /** Made here, for a new user. */
    ISSUED,
    /** From the configuration. */
    BOOTSTRAP
  }
}
