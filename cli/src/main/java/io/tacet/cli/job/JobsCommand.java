package io.tacet.cli.job;

import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.api.SchedulerApi.JobFilter;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.PageOptions;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code jobs}. */
@Command(
    name = "jobs",
    description = {"Lists jobs, newest first. Operators see all, others their own.", ""},
    footer = {
      "",
      "Examples:",
      "  tacet jobs                          the newest 20",
      "  tacet jobs --state failed           those that failed",
      "  tacet jobs --watch --machine m1     what happens to the jobs of a machine, as it happens",
      "  tacet jobs --machine m1 --all -o csv > jobs.csv"
    })
public final class JobsCommand implements Callable<Integer> {

  private final Context context;

  @Option(names = "--machine", paramLabel = "ID", description = "Of this machine only.")
  private @Nullable String machine;

  @Option(names = "--project", paramLabel = "ID", description = "Of this project only.")
  private @Nullable String project;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "In this state only, e.g. queued, measuring, finished, failed.")
  private @Nullable String state;

  @Mixin private PageOptions pages = new PageOptions();

  @Option(names = "--all", description = "All of them, page by page.")
  private boolean all;

  @Option(
      names = "--watch",
      description =
          "Write a line for each change as it comes, until Ctrl-C; with -o json one object a line.")
  private boolean watch;

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public JobsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SchedulerApi scheduler = server.scheduler(context);
    JobFilter filter =
        new JobFilter(machine, project, state == null ? null : state.toUpperCase(Locale.ROOT));
    if (watch) {
      new JobWatch(scheduler, filter, context, server.output()).watch();
      return ExitCode.OK;
    }
    Page<Job> page =
        all ? allPages(scheduler, filter) : scheduler.jobs(filter, pages.limit(), pages.cursor());
    PageOptions.show(context, server, JobListing.LISTING, page, "No jobs.");
    return ExitCode.OK;
  }

  private static Page<Job> allPages(SchedulerApi scheduler, JobFilter filter) {
    List<Job> jobs = new ArrayList<>();
    String next = null;
    do {
      Page<Job> page = scheduler.jobs(filter, SchedulerApi.LARGEST_PAGE, next);
      jobs.addAll(page.items());
      next = page.nextCursor();
    } while (next != null);
    return new Page<>(jobs, null);
  }
}
