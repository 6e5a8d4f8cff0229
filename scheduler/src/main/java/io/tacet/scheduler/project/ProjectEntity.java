package io.tacet.scheduler.project;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.Set;
import java.util.TreeSet;

/** A project. */
@Entity(name = "Project")
@Table(name = "projects")
class ProjectEntity {

  @Id String id;

  String description;

  boolean active = true;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "watchers", joinColumns = @JoinColumn(name = "project_id"))
  @Column(name = "user_id")
  Set<String> watchers = new TreeSet<>();
}
