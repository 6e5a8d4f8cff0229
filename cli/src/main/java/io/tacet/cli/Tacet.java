package io.tacet.cli;

import io.tacet.cli.accuracy.AccuracyCommand;
import io.tacet.cli.acl.AclCommand;
import io.tacet.cli.backup.BackupCommand;
import io.tacet.cli.backup.RestoreCommand;
import io.tacet.cli.context.Context;
import io.tacet.cli.dashboard.DashboardsCommand;
import io.tacet.cli.demo.DemoCommand;
import io.tacet.cli.failure.FailureReport;
import io.tacet.cli.imports.ImportCommand;
import io.tacet.cli.job.CancelCommand;
import io.tacet.cli.job.GroupCommand;
import io.tacet.cli.job.HoldCommand;
import io.tacet.cli.job.JobsCommand;
import io.tacet.cli.job.LogsCommand;
import io.tacet.cli.job.ReleaseCommand;
import io.tacet.cli.job.ShowJobCommand;
import io.tacet.cli.job.SubmitCommand;
import io.tacet.cli.ledger.ClusterCommand;
import io.tacet.cli.ledger.ContributionCommand;
import io.tacet.cli.ledger.PiCommand;
import io.tacet.cli.ledger.RateCommand;
import io.tacet.cli.machine.MachineCommand;
import io.tacet.cli.machine.MachinesCommand;
import io.tacet.cli.notify.NotifyCommand;
import io.tacet.cli.people.ProjectCommand;
import io.tacet.cli.people.QuotaCommand;
import io.tacet.cli.people.UserCommand;
import io.tacet.cli.report.ReportCommand;
import io.tacet.cli.scenario.CheckCommand;
import io.tacet.cli.schedule.ScheduleCommand;
import io.tacet.cli.series.SeriesCommand;
import io.tacet.cli.shares.SharesCommand;
import io.tacet.cli.terminal.Terminal;
import io.tacet.cli.topics.TopicsCommand;
import io.tacet.cli.up.UpCommand;
import io.tacet.cli.usage.UsageCommand;
import io.tacet.cli.window.WindowCommand;
import io.tacet.cli.words.Day;
import io.tacet.cli.words.Decimal;
import io.tacet.cli.words.Moment;
import io.tacet.cli.words.Whole;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command {@code tacet}. */
public final class Tacet {

  private Tacet() {}

  /** Entry point. */
  public static void main(String[] arguments) {
    // Libraries log through SLF4J; here nobody listens, and nobody wants to be told so.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    String launcher = System.getProperty("tacet.launcher");
    Context context =
        new Context(
            Terminal.ofProcess(System.getenv()),
            System.getenv(),
            launcher == null ? null : Path.of(launcher),
            InstantSource.system(),
            System.getProperty("tacet.command", "tacet"));
    int code = run(context, arguments);
    context.terminal().flush();
    System.exit(code);
  }

  /**
   * Does what the arguments say.
   *
   * @return an {@code ExitCode}
   */
  static int run(Context context, String... arguments) {
    Terminal terminal = context.terminal();
    FailureReport report = new FailureReport(terminal, context.debug());
    CommandLine command =
        new CommandLine(new RootCommand())
            .addSubcommand(new DemoCommand(context))
            .addSubcommand(new UpCommand(context))
            .addSubcommand(new CheckCommand(context, System.in))
            .addSubcommand(new SubmitCommand(context))
            .addSubcommand(new JobsCommand(context))
            .addSubcommand(new ShowJobCommand(context))
            .addSubcommand(new LogsCommand(context))
            .addSubcommand(new CancelCommand(context))
            .addSubcommand(new HoldCommand(context))
            .addSubcommand(new ReleaseCommand(context))
            .addSubcommand(new GroupCommand(context))
            .addSubcommand(ScheduleCommand.of(context))
            .addSubcommand(WindowCommand.of(context))
            .addSubcommand(new MachinesCommand(context))
            .addSubcommand(MachineCommand.of(context))
            .addSubcommand(AccuracyCommand.of(context))
            .addSubcommand(UsageCommand.of(context))
            .addSubcommand(ReportCommand.of(context))
            .addSubcommand(new SeriesCommand(context))
            .addSubcommand(SharesCommand.of(context))
            .addSubcommand(PiCommand.of(context))
            .addSubcommand(ContributionCommand.of(context))
            .addSubcommand(RateCommand.of(context))
            .addSubcommand(ClusterCommand.of(context))
            .addSubcommand(ImportCommand.of(context, System.in))
            .addSubcommand(TopicsCommand.of(context))
            .addSubcommand(UserCommand.of(context))
            .addSubcommand(ProjectCommand.of(context))
            .addSubcommand(QuotaCommand.of(context))
            .addSubcommand(NotifyCommand.of(context))
            .addSubcommand(new DashboardsCommand(context))
            .addSubcommand(new AclCommand(context))
            .addSubcommand(new BackupCommand(context))
            .addSubcommand(new RestoreCommand(context));
    return command
        .registerConverter(LocalDate.class, new Day())
        .registerConverter(Instant.class, new Moment())
        .registerConverter(BigDecimal.class, new Decimal())
        .registerConverter(Integer.class, Whole::toInt)
        .registerConverter(int.class, Whole::toInt)
        .registerConverter(Long.class, Whole::toLong)
        .registerConverter(long.class, Whole::toLong)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(Math.min(Math.max(terminal.columns(), 80), 100))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.paintOut().on() ? Ansi.ON : Ansi.OFF))
        .setExecutionExceptionHandler(report)
        .setParameterExceptionHandler(report)
        .execute(arguments);
  }
}
