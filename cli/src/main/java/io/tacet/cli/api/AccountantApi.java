package io.tacet.cli.api;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.contract.rest.DiscardQuarantine;
import io.tacet.contract.rest.DiscardedQuarantine;
import io.tacet.contract.rest.ImportRun;
import io.tacet.contract.rest.JobClasses;
import io.tacet.contract.rest.LedgerChange;
import io.tacet.contract.rest.MonthlyReport;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.PhaseStatistics;
import io.tacet.contract.rest.ProjectWeight;
import io.tacet.contract.rest.QuarantinedLine;
import io.tacet.contract.rest.ReplayQuarantine;
import io.tacet.contract.rest.ReplayedQuarantine;
import io.tacet.contract.rest.RollupCheck;
import io.tacet.contract.rest.SeriesView;
import io.tacet.contract.rest.StartImport;
import io.tacet.contract.rest.Usage;
import io.tacet.contract.rest.UsageTotal;
import io.tacet.contract.rest.UseSummary;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The accountant's REST interface. Safe for use by several threads. */
public final class AccountantApi {

  private final RestClient rest;

  /** Asks by this client. */
  public AccountantApi(RestClient rest) {
    this.rest = rest;
  }

  /**
   * Statistics per phase and metric of one attempt; null: the last one. Empty while the accountant
   * has not heard of the job.
   */
  public List<PhaseStatistics> results(String job, @Nullable Integer attempt) {
    return rest.find(
            Query.path("jobs", job, "results").with("attempt", attempt),
            new TypeReference<List<PhaseStatistics>>() {})
        .orElse(List.of());
  }

  /** Usage of every attempt of a job of ours; there are never more than fit on a page. */
  public List<Usage> usage(String job) {
    Page<Usage> page = rest.get(Query.path("usage").with("job", job), new TypeReference<>() {});
    return page.items();
  }

  /** What is said of a kind of thing in the ledger, by subject and day. */
  public <T> List<T> facts(String kind, @Nullable String asKnownOn, TypeReference<List<T>> type) {
    return rest.get(Query.path(kind).with("asKnownOn", asKnownOn), type);
  }

  /** Says something in the ledger. */
  public <T> T say(List<String> path, Object body, TypeReference<T> type) {
    return rest.send("PUT", Query.path(path.toArray(String[]::new)), body, type);
  }

  /** Says something of many machines in the ledger, all or nothing. */
  public <T> List<T> sayAll(String kind, Object body, TypeReference<List<T>> type) {
    return rest.send("POST", Query.path(kind), body, type);
  }

  /** Takes back what was said. */
  public void takeBack(List<String> path) {
    rest.delete(Query.path(path.toArray(String[]::new)));
  }

  /** Changes of the ledger, the newest first. */
  public List<LedgerChange> changes(
      @Nullable String what, @Nullable String subject, @Nullable Integer limit) {
    return rest.get(
        Query.path("ledger", "changes")
            .with("what", what)
            .with("subject", subject)
            .with("limit", limit),
        new TypeReference<>() {});
  }

  /** Compares the daily sums with the records. */
  public RollupCheck verifyRollup() {
    return rest.get(Query.path("usage", "rollup"), new TypeReference<>() {});
  }

  /** Makes the daily sums anew; what was wrong before. */
  public RollupCheck rebuildRollup() {
    return rest.send(
        "POST", Query.path("usage", "rollup", "rebuild"), Map.of(), new TypeReference<>() {});
  }

  /** A report, in the form asked for. */
  public String report(Map<String, @Nullable Object> parameters) {
    Query query = Query.path("report");
    parameters.forEach(query::with);
    return rest.text(query);
  }

  /** Says that a file is going to be imported. */
  public ImportRun startImport(StartImport order) {
    return rest.send("POST", Query.path("imports"), order, new TypeReference<>() {});
  }

  /** Sends the content of an import; answers when all of it is booked. */
  public ImportRun sendImport(long id, Supplier<InputStream> content) {
    return rest.upload(
        "PUT",
        Query.path("imports", Long.toString(id), "content"),
        content,
        new TypeReference<>() {});
  }

  /** How far an import is. */
  public ImportRun importRun(long id) {
    return rest.get(Query.path("imports", Long.toString(id)), new TypeReference<>() {});
  }

  /** Imports, the newest first. */
  public List<ImportRun> importRuns(@Nullable Integer limit) {
    return rest.get(Query.path("imports").with("limit", limit), new TypeReference<>() {});
  }

  /** Lines that imports put aside. */
  public Page<QuarantinedLine> quarantine(
      @Nullable Long run,
      @Nullable String reason,
      boolean settled,
      @Nullable Integer limit,
      @Nullable String cursor) {
    return rest.get(
        Query.path("imports", "quarantine")
            .with("run", run)
            .with("reason", reason)
            .with("settled", settled ? "true" : null)
            .with("limit", limit)
            .with("cursor", cursor),
        new TypeReference<>() {});
  }

  /** Has quarantined lines read again. */
  public ReplayedQuarantine replay(ReplayQuarantine filter) {
    return rest.send(
        "POST", Query.path("imports", "quarantine", "replay"), filter, new TypeReference<>() {});
  }

  /** Lets quarantined lines go. */
  public DiscardedQuarantine discard(DiscardQuarantine order) {
    return rest.send(
        "POST", Query.path("imports", "quarantine", "discard"), order, new TypeReference<>() {});
  }

  /** Totals by project or user. */
  public List<UsageTotal> totals(Map<String, @Nullable Object> parameters) {
    Query query = Query.path("usage", "totals");
    parameters.forEach(query::with);
    return rest.get(query, new TypeReference<>() {});
  }

  /** Attempts that ended, the oldest first, page by page. */
  public Page<Usage> attempts(Map<String, @Nullable Object> parameters) {
    Query query = Query.path("usage");
    parameters.forEach(query::with);
    return rest.get(query, new TypeReference<>() {});
  }

  /** Months whose report went out by itself. */
  public List<MonthlyReport> months() {
    return rest.get(Query.path("report", "months"), new TypeReference<>() {});
  }

  /** Weights of projects, as announced. */
  public List<ProjectWeight> weights() {
    return rest.get(Query.path("shares"), new TypeReference<>() {});
  }

  /** Contributions as a file for Slurm. */
  public String slurmShares(
      String cluster, @Nullable String of, String by, @Nullable LocalDate day) {
    return rest.text(
        Query.path("shares", "slurm")
            .with("cluster", cluster)
            .with("of", of)
            .with("by", by)
            .with("day", day));
  }

  /** Series through buckets. */
  public SeriesView series(Map<String, @Nullable Object> parameters) {
    Query query = Query.path("series");
    parameters.forEach(query::with);
    return rest.get(query, new TypeReference<>() {});
  }

  /** Series as a page with charts. */
  public String seriesPage(Map<String, @Nullable Object> parameters) {
    Query query = Query.path("series", "page");
    parameters.forEach(query::with);
    return rest.text(query);
  }

  /** What bounds a job. */
  public JobClasses classes(String job) {
    return rest.get(Query.path("jobs", job, "classes"), new TypeReference<>() {});
  }

  /** How well projects use what they reserve. */
  public List<UseSummary> classes(
      @Nullable List<String> projects, @Nullable LocalDate from, @Nullable LocalDate to) {
    return rest.get(
        Query.path("usage", "classes").with("project", projects).with("from", from).with("to", to),
        new TypeReference<>() {});
  }
}
