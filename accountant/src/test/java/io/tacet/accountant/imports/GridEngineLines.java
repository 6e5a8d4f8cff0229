package io.tacet.accountant.imports;

/** Lines of Grid Engine's accounting file, made to measure. */
public final class GridEngineLines {

  private GridEngineLines() {}

  /** A line of 45 fields. */
  public static String line(
      String name, long job, long start, long end, String failed, String cpu) {
    return line("node1", name, job, 0, start, end, failed, cpu);
  }

  /** The same with host and task. */
  public static String line(
      String host,
      String name,
      long job,
      int task,
      long start,
      long end,
      String failed,
      String cpu) {
    return ("all.q:"
        + host
        + ":physics:ada:"
        + name
        + ":"
        + job
        + ":sge:0:1310761621:"
        + start
        + ":"
        + end
        + ":"
        + failed
        + ":0:60:50.5:0.08:104188.0:0:0:0:0:28001:0:0:0.0:24:0:0:0:41:549:NONE:"
        + "defaultdepartment:mype:4:"
        + task
        + ":"
        + cpu
        + ":7.3:0.00004:-l h_cpu=36000:0.0:NONE:"
        + "189153280.0:0:0");
  }
}
