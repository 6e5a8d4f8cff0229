package io.tacet.scheduler.project;

import io.tacet.contract.rest.Project;
import io.tacet.contract.rest.PutProject;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.directory.Directory;
import io.tacet.scheduler.page.Tags.Condition;
import io.tacet.schema.DirectoryProject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Projects: reading and changing them. A change goes to the directory. Thread-safe. */
@ApplicationScoped
public class Projects {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final int LONGEST = 200;

  private final ProjectRepository projects;
  private final Directory directory;
  private final Sql sql;

  Projects(ProjectRepository projects, Directory directory, Sql sql) {
    this.projects = projects;
    this.directory = directory;
    this.sql = sql;
  }

  /** A project. */
  @Transactional
  public Optional<Project> find(String id) {
    return projects.findByIdOptional(id).map(Projects::view);
  }

  /** Projects by id, after this one. */
  @Transactional
  public List<Project> list(@Nullable String after, int limit) {
    return projects.after(after, limit).stream().map(Projects::view).toList();
  }

  /** Whether there is such a project, in use. */
  @Transactional
  public boolean exists(String id) {
    return projects.count("id = ?1 and active", id) == 1;
  }

  /**
   * Adds a project or changes one.
   *
   * @return whether it is new
   * @throws ProblemException 400 naming every field that is wrong; 412 when it is not as it was
   *     seen
   */
  @Transactional
  public boolean put(String id, PutProject body, Condition condition) {
    check(id, body);
    ProjectEntity known = projects.locked(id);
    condition.check(known == null ? null : view(known));
    ProjectEntity project = known == null ? new ProjectEntity() : known;
    project.id = id;
    project.description = body.description() == null ? id : body.description().strip();
    if (body.watchers() != null) {
      project.watchers = new TreeSet<>(body.watchers());
    }
    if (body.active() != null) {
      project.active = body.active();
    }
    if (known == null) {
      projects.persist(project);
    }
    projects.flush();
    publish(project);
    return known == null;
  }

  /** Makes a project unless it is there. */
  @Transactional
  public void bootstrap(String id, String description) {
    if (projects.findById(id) == null) {
      ProjectEntity project = new ProjectEntity();
      project.id = id;
      project.description = description;
      projects.persistAndFlush(project);
      publish(project);
    }
  }

  private void check(String id, PutProject body) {
    FieldErrors errors = new FieldErrors();
    errors.require(ID.matcher(id).matches(), "id", "must match " + ID.pattern());
    errors.line("description", body.description(), LONGEST);
    List<String> watchers = body.watchers() == null ? List.of() : body.watchers();
    for (int i = 0; i < watchers.size(); i++) {
      String user = watchers.get(i);
      boolean known =
          user != null
              && sql.first("SELECT id FROM users WHERE id = ?", row -> row.text("id"), user)
                  .isPresent();
      errors.require(known, "watchers[" + i + "]", "there is no user '" + user + "'");
    }
    errors.throwIfAny();
  }

  private void publish(ProjectEntity project) {
    directory.project(
        DirectoryProject.newBuilder()
            .setId(project.id)
            .setDescription(project.description)
            .setWatchers(List.copyOf(project.watchers))
            .setActive(project.active)
            .build());
  }

  private static Project view(ProjectEntity project) {
    return new Project(
        project.id, project.description, List.copyOf(project.watchers), project.active);
  }
}
