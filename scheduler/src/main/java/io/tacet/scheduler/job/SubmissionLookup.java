package io.tacet.scheduler.job;

import io.tacet.problem.FieldErrors;
import io.tacet.scheduler.auth.Rights;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.machine.Pools;
import io.tacet.scheduler.quota.QuotaCheck;
import io.tacet.scheduler.quota.Quotas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a submission names, looked up once for all its jobs. For one thread. */
final class SubmissionLookup {

  private static final int LONGEST_SHOWN = 100;

  private final Sql sql;
  private final Pools pools;
  private final String user;
  private final Role role;
  private final Map<String, Boolean> machines = new HashMap<>();
  private final Map<Map<String, String>, List<String>> matching = new HashMap<>();
  private final Map<String, Boolean> projects = new HashMap<>();
  private final Map<String, Boolean> windows = new HashMap<>();
  private final List<String> allowed;
  private final QuotaCheck quota;
  private @Nullable List<String> own;

  SubmissionLookup(Sql sql, Pools pools, Rights rights, Quotas quotas, String user, Role role) {
    this.sql = sql;
    this.pools = pools;
    this.user = user;
    this.role = role;
    this.allowed = rights.machines(user);
    this.quota = new QuotaCheck(quotas, user);
  }

  String user() {
    return user;
  }

  /** The only machines the user may use; empty: all. */
  List<String> allowed() {
    return allowed;
  }

  /** Whether the user may know of this user's jobs. */
  boolean maySee(String submitter) {
    return submitter.equals(user) || role.compareTo(Role.OPERATOR) >= 0;
  }

  void machine(String id, FieldErrors errors) {
    boolean known =
        machines.computeIfAbsent(
            id,
            one ->
                sql.first(
                        "SELECT active FROM machines WHERE id = ?", row -> row.truth("active"), one)
                    .orElse(false));
    errors.require(known, "machine", "there is no machine '" + printable(id) + "'");
    errors.require(
        !known || allowed.isEmpty() || allowed.contains(id),
        "machine",
        "user '" + user + "' may not use machine '" + id + "', only " + String.join(", ", allowed));
  }

  void window(String id, FieldErrors errors) {
    boolean known =
        windows.computeIfAbsent(
            id,
            one ->
                sql.first("SELECT id FROM start_windows WHERE id = ?", row -> row.text("id"), one)
                    .isPresent());
    errors.require(known, "startWindow", "there is no start window '" + printable(id) + "'");
  }

  void labels(Map<String, String> wanted, FieldErrors errors) {
    errors.require(
        !matching.computeIfAbsent(wanted, set -> pools.matching(set, allowed)).isEmpty(),
        "labels",
        "no machine "
            + (allowed.isEmpty() ? "" : "that user '" + user + "' may use ")
            + "has all of these: "
            + printable(wanted.toString()));
  }

  /**
   * Whether the user has quota for it.
   *
   * @param machine null: one that has the labels
   * @param seconds the job's time limit, s
   */
  void quota(
      @Nullable String machine, Map<String, String> wanted, long seconds, FieldErrors errors) {
    List<String> machines =
        machine == null
            ? matching.computeIfAbsent(wanted, set -> pools.matching(set, allowed))
            : List.of(machine);
    quota
        .refusal(machines, seconds)
        .ifPresent(why -> errors.add(machine == null ? "labels" : "machine", why));
  }

  /** The project to submit to; any text when there is an error. */
  String project(@Nullable String id, FieldErrors errors) {
    List<String> mine = own();
    if (id == null) {
      if (mine.size() == 1) {
        return mine.get(0);
      }
      errors.add(
          "project",
          mine.isEmpty()
              ? "user '" + user + "' is in no project; an administrator can change that"
              : "must be given: one of " + String.join(", ", mine));
      return "";
    }
    if (mine.contains(id)) {
      return id;
    }
    if (!isKnownProject(id)) {
      errors.add("project", "there is no project '" + printable(id) + "'");
    } else {
      errors.require(
          role == Role.ADMIN,
          "project",
          "user '" + user + "' may not submit to project '" + id + "'");
    }
    return id;
  }

  private boolean isKnownProject(String id) {
    return projects.computeIfAbsent(
        id,
        one ->
            sql.first("SELECT active FROM projects WHERE id = ?", row -> row.truth("active"), one)
                .orElse(false));
  }

  private List<String> own() {
    List<String> known = own;
    if (known == null) {
      known =
          sql.query(
              """
              SELECT p.id FROM members m JOIN projects p ON p.id = m.project_id
              WHERE m.user_id = ? AND p.active ORDER BY p.id
              """,
              row -> row.text("id"),
              user);
      own = known;
    }
    return known;
  }

  private static String printable(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
  }
}
