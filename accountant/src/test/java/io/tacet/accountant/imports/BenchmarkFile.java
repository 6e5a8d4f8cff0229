package io.tacet.accountant.imports;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/**
 * Files as a cluster of 500 nodes, 200 users and 40 groups leaves them: a year of jobs in the order
 * they ended, on each day of 30 users, each on 30 nodes. The same each time.
 */
public enum BenchmarkFile {
  /** Grid Engine, 45 fields. */
  GRID_ENGINE("sge", ":", "$4", "$37") {
    @Override
    String line(Random random, int job, long start, long end) {
      int user = user(random, end);
      return "all.q:node"
          + node(random, user)
          + ".example.org:group"
          + user % GROUPS
          + ":user"
          + user
          + ":simulation-"
          + job % 977
          + ":"
          + (1 + job)
          + ":sge:0:"
          + (start - random.nextInt(9000))
          + ":"
          + start
          + ":"
          + end
          + ":0:0:"
          + (end - start)
          + ":"
          + (end - start - 1)
          + ".512000:0.080000:104188.000000:0:0:0:0:28001:0:0:0.000000:24:0:0:0:41:549:NONE:"
          + "defaultdepartment:mpi:8:0:"
          + (end - start)
          + "."
          + random.nextInt(1_000_000)
          + ":7.335452:0.000044:-l h_cpu=36000,h_rt=36000,mem_free=4G -pe mpi 8:0.000000:NONE:"
          + "189153280.000000:0:0\n";
    }
  },
  /** Slurm, our 31 columns. */
  SLURM("slurm", "|", "$9", "$15*$20") {
    @Override
    String line(Random random, int job, long start, long end) {
      int user = user(random, end);
      return (1 + job)
          + "|"
          + (1 + job)
          + "|bench|batch|normal|account"
          + user % GROUPS
          + "|group|100|user"
          + user
          + "|1000|"
          + time(start - random.nextInt(9000))
          + "|"
          + time(start - 5)
          + "|"
          + time(start)
          + "|"
          + time(end)
          + "|"
          + (end - start)
          + "|00:00:00|0:0|COMPLETED|1|16|16|4000Mc|cpu=16,mem=64000M,node=1"
          + "|billing=16,cpu=16,mem=64000M,node=1|"
          + 16 * (end - start)
          + "|1440|0|||node"
          + node(random, user)
          + "|simulation-"
          + job % 977
          + "\n";
    }
  };

  private static final int USERS = 200;
  private static final int GROUPS = 40;
  private static final int NODES = 500;
  private static final int ACTIVE = 30;
  private static final long DAY = 86_400;
  private static final long YEAR_2025 = 1_735_689_600L;
  private static final int SECONDS = 31_536_000;

  private final String source;
  private final String separator;
  private final String user;
  private final String cpu;

  BenchmarkFile(String source, String separator, String user, String cpu) {
    this.source = source;
    this.separator = separator;
    this.user = user;
    this.cpu = cpu;
  }

  /** One of those who are active on a day. */
  private static int user(Random random, long end) {
    return (int) ((end / DAY * 7 + random.nextInt(ACTIVE)) % USERS);
  }

  /** One of those a user's jobs run on. */
  private static int node(Random random, int user) {
    return (17 * user + random.nextInt(ACTIVE)) % NODES;
  }

  abstract String line(Random random, int job, long start, long end);

  /** As an import calls it. */
  public String source() {
    return source;
  }

  /** Writes so many lines. */
  public Path write(Path directory, int lines) throws IOException {
    Path file = directory.resolve(source + "-" + lines + ".txt");
    Random random = new Random(1);
    try (BufferedWriter out = Files.newBufferedWriter(file, US_ASCII)) {
      for (int job = 0; job < lines; job++) {
        long end = YEAR_2025 + (long) SECONDS * job / lines;
        out.write(line(random, job, end - 60 - random.nextInt(20_000), end));
      }
    }
    return file;
  }

  /** Sums CPU time by user. */
  public ProcessBuilder awk(Path file) {
    return new ProcessBuilder(
        "awk",
        "-F",
        separator.equals("|") ? "[|]" : separator,
        "{ cpu[" + user + "] += " + cpu + " } END { for (u in cpu) print u, cpu[u] }",
        file.toString());
  }

  private static String time(long seconds) {
    return Instant.ofEpochSecond(seconds).toString().substring(0, 19);
  }
}
