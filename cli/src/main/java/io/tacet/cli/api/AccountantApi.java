package io.tacet.cli.api;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.PhaseStatistics;
import io.tacet.contract.rest.Usage;
import io.tacet.contract.rest.UsageTotal;
import java.time.LocalDate;
import java.util.List;
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

  /** Usage of every attempt of a job; there are never more than fit on a page. */
  public List<Usage> usage(String job) {
    Page<Usage> page = rest.get(Query.path("usage").with("job", job), new TypeReference<>() {});
    return page.items();
  }

  /** Totals by project or user. */
  public List<UsageTotal> totals(String by, @Nullable LocalDate from, @Nullable LocalDate to) {
    return rest.get(
        Query.path("usage", "totals").with("by", by).with("from", from).with("to", to),
        new TypeReference<>() {});
  }
}
