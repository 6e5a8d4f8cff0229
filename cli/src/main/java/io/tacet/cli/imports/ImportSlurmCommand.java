package io.tacet.cli.imports;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code import slurm}. */
@Command(
    name = "slurm",
    description = {
      "Imports what Slurm's sacct wrote. With a header line (without -n) any columns in any order;"
          + " without one those below, or the 26 of Open XDMoD's shredder.",
      ""
    },
    footer = {
      "",
      "To make such a file:",
      "  TZ=UTC sacct -a -D -X -P -n -S 2026-10-01 -E 2026-11-01 --format=JobID,JobIDRaw,Cluster,\\",
      "    Partition,QOS,Account,Group,GID,User,UID,Submit,Eligible,Start,End,ElapsedRaw,\\",
      "    Suspended,ExitCode,State,NNodes,NCPUS,ReqCPUS,ReqMem,ReqTRES,AllocTRES,CPUTimeRAW,\\",
      "    TimelimitRaw,Restarts,Reservation,WCKey,NodeList,JobName > sacct-2026-10.txt",
      "",
      "Examples:",
      "  tacet import slurm sacct-2026-10.txt --cluster phillips --new-cluster",
      "  tacet import slurm sacct-*.zst --cluster phillips --zone Europe/Berlin"
    })
final class ImportSlurmCommand implements Callable<Integer> {

  private final Context context;
  private final InputStream input;

  @Mixin private FileOptions options = new FileOptions();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of the times in the files (default: UTC).")
  private @Nullable String zone;

  @Option(
      names = "--other-zone",
      description = "It is right that earlier imports of this cluster were in another zone.")
  private boolean otherZone;

  @Option(
      names = "--source-cluster",
      paramLabel = "NAME",
      description = {
        "What the files call the cluster, if not the same; lines of others are skipped."
      })
  private @Nullable String sourceCluster;

  @Option(
      names = "--project-from",
      paramLabel = "FIELD",
      description =
          "Which column is the project: account (default), group, wckey, partition or qos.")
  private @Nullable String projectFrom;

  @Mixin private ServerOptions server = new ServerOptions();

  ImportSlurmCommand(Context context, InputStream input) {
    this.context = context;
    this.input = input;
  }

  @Override
  public Integer call() {
    return new FileSender(context, server, input)
        .send(
            options.files(),
            file -> options.order("slurm", file, zone, projectFrom, sourceCluster, otherZone));
  }
}
