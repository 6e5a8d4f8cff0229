package io.tacet.cli.imports;

import io.tacet.contract.rest.StartImport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every import of files is told. Filled by the command line; for one thread. */
final class FileOptions {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "Files as they are, packed by gzip or zstd or not; - is standard input.",
        "Rotated files in any order: what is there already changes nothing."
      })
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--cluster",
      required = true,
      paramLabel = "NAME",
      description = "Cluster the records belong to; part of what makes a record one.")
  private String cluster = "";

  @Option(
      names = "--new-cluster",
      description = "It is right that nothing is known of this cluster yet.")
  private boolean newCluster;

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description =
          "Charset of the files: UTF-8 (default of slurm), ISO-8859-1 (default of sge),"
              + " ISO-8859-15, windows-1252, US-ASCII. JSON lines are UTF-8.")
  private @Nullable String charset;

  @Option(names = "--dry-run", description = "Say what would be imported, and import nothing.")
  private boolean dryRun;

  List<String> files() {
    return files;
  }

  /** The order for one of the files. */
  StartImport order(
      String source,
      String file,
      @Nullable String zone,
      @Nullable String projectFrom,
      @Nullable String sourceCluster,
      boolean otherZone) {
    return new StartImport(
        source,
        cluster,
        file,
        zone,
        charset,
        projectFrom,
        sourceCluster,
        newCluster,
        otherZone,
        dryRun);
  }
}
