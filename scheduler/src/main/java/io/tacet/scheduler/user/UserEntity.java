package io.tacet.scheduler.user;

import io.tacet.scheduler.auth.Role;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.Set;
import java.util.TreeSet;

/** A user. */
@Entity(name = "User")
@Table(name = "users")
class UserEntity {

  @Id String id;

  String name;

  String mail;

  @Enumerated(EnumType.STRING)
  Role role;

  boolean active = true;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "members", joinColumns = @JoinColumn(name = "user_id"))
  @Column(name = "project_id")
  Set<String> projects = new TreeSet<>();

  /** The only machines the user may use; empty: all. */
  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "user_machines", joinColumns = @JoinColumn(name = "user_id"))
  @Column(name = "machine")
  Set<String> machines = new TreeSet<>();

  /** The only kinds of schedule the user may make; empty: all. */
  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "user_schedule_modes", joinColumns = @JoinColumn(name = "user_id"))
  @Column(name = "mode")
  Set<String> scheduleModes = new TreeSet<>();
}
