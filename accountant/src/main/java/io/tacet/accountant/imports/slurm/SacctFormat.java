package io.tacet.accountant.imports.slurm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tacet.accountant.imports.record.BadField;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Digests;
import io.tacet.accountant.imports.record.Line;
import io.tacet.accountant.imports.record.Numbers;
import io.tacet.accountant.imports.record.Reading;
import io.tacet.accountant.imports.record.RecordFormat;
import io.tacet.accountant.imports.record.SkipReason;
import io.tacet.accountant.imports.record.UnusableFileException;
import io.tacet.accountant.imports.record.UsageLine;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code sacct -P} writes, with or without a header. For one thread. */
public final class SacctFormat implements RecordFormat {

  private static final int TELLING = 14;
  private static final int MOST_COLUMNS = 256;
  private static final String NOBODY = "(none)";

  private final Charset charset;
  private final ProjectField project;
  private final String cluster;
  private final Times times;
  private final long latest;
  private final Digests digests = new Digests();
  private final int[] starts = new int[MOST_COLUMNS + 1];
  private @Nullable Places named;
  private final Places ours = new Places(Columns.OURS);
  private final Places xdmod = new Places(Columns.XDMOD);
  private Line line = Line.of(new byte[0]);
  private int found;

  /**
   * A reader of one file.
   *
   * @param zone of the times in it
   * @param cluster lines of another cluster are skipped; case does not matter
   * @param latest nothing ends later than this, µs since 1970
   */
  public SacctFormat(
      Charset charset, ZoneId zone, ProjectField project, String cluster, long latest) {
    this.charset = charset;
    this.project = project;
    this.cluster = cluster;
    this.times = new Times(zone);
    this.latest = latest;
  }

  @Override
  public Reading read(Line next) {
    line = next;
    byte first = next.data()[next.from()];
    try {
      if (first == 'J' || first == 'j' || !(first >= '0' && first <= '9')) {
        String text = next.text(next.from(), next.to(), charset);
        if (Columns.isHeader(text)) {
          return header(Columns.of(text));
        }
      }
      split();
      return read(places());
    } catch (BadField e) {
      return e.reading();
    }
  }

  private Reading header(Columns columns) {
    List<String> missing = columns.missing();
    if (!missing.isEmpty()) {
      throw new UnusableFileException(
          "The header of the file names no "
              + String.join(", no ", missing)
              + "; run sacct with the columns in the manual, docs/imports.md");
    }
    named = new Places(columns);
    return new Reading.Skipped(SkipReason.HEADER);
  }

  private Reading read(Places at) throws BadField {
    String id = text(at.jobId);
    if (id.indexOf('.') >= 0) {
      return new Reading.Skipped(SkipReason.STEP);
    }
    if (at.cluster >= 0 && !text(at.cluster).equalsIgnoreCase(cluster)) {
      return new Reading.Skipped(SkipReason.OTHER_CLUSTER);
    }
    long started = times.moment(text(at.start), "Start");
    long ended = times.end(text(at.end), started);
    if (ended == UsageLine.NONE) {
      return new Reading.Skipped(SkipReason.STILL_RUNNING);
    }
    String account = or(text(at.account), text(at.group));
    Job job =
        new Job(
            id,
            at.rawId < 0 ? id : text(at.rawId),
            or(text(at.user), text(at.uid)),
            account,
            project == ProjectField.ACCOUNT ? account : or(text(at.project(project)), NOBODY),
            text(at.nodes),
            text(at.state),
            text(at.exitCode),
            times.moment(text(at.submit), "Submit"),
            started,
            ended,
            whole(at.cpus, "NCPUS"),
            started == UsageLine.NONE ? 0 : elapsed(at),
            at.totalCpu < 0 ? UsageLine.NONE : Times.length(text(at.totalCpu), "TotalCPU"));
    return new Reading.Booked(job.usage(digests, latest));
  }

  private long elapsed(Places at) throws BadField {
    return at.elapsedRaw >= 0
        ? Times.length(Long.toString(whole(at.elapsedRaw, "ElapsedRaw")), "ElapsedRaw")
        : Times.length(text(at.elapsed), "Elapsed");
  }

  private Places places() throws BadField {
    Places at = named;
    if (at == null) {
      at = found > TELLING && holdsColon(TELLING) ? xdmod : ours;
    }
    if (found < at.count) {
      throw new BadField(
          BadReason.UNREADABLE, "it has " + found + " columns instead of " + at.count);
    }
    return at;
  }

  private void split() {
    byte[] data = line.data();
    found = 0;
    starts[0] = line.from();
    for (int i = line.from(); i < line.to() && found < MOST_COLUMNS - 1; i++) {
      if (data[i] == '|') {
        starts[++found] = i + 1;
      }
    }
    starts[++found] = line.to() + 1;
  }

  private boolean holdsColon(int column) {
    for (int i = starts[column]; i < starts[column + 1] - 1; i++) {
      if (line.data()[i] == ':') {
        return true;
      }
    }
    return false;
  }

  private long whole(int column, String name) throws BadField {
    long number = Numbers.whole(line.data(), starts[column], starts[column + 1] - 1);
    if (number == UsageLine.NONE) {
      throw new BadField(BadReason.UNREADABLE, name + " is no whole number");
    }
    return number;
  }

  private String text(int column) {
    if (column < 0) {
      return "";
    }
    int from = starts[column];
    int to = starts[column + 1] - 1;
    for (int i = from; i < to; i++) {
      if (line.data()[i] < 0) {
        return line.text(from, to, charset);
      }
    }
    return line.text(from, to, ISO_8859_1);
  }

  private static String or(String text, String otherwise) {
    return !text.isEmpty() ? text : otherwise.isEmpty() ? NOBODY : otherwise;
  }

  /** The places of the columns that are read; −1 for one that is not there. */
  private static final class Places {
    private final int count;
    private final int jobId;
    private final int rawId;
    private final int cluster;
    private final int account;
    private final int group;
    private final int user;
    private final int uid;
    private final int submit;
    private final int start;
    private final int end;
    private final int elapsed;
    private final int elapsedRaw;
    private final int exitCode;
    private final int state;
    private final int cpus;
    private final int totalCpu;
    private final int nodes;
    private final int wcKey;
    private final int partition;
    private final int qos;

    Places(Columns columns) {
      count = columns.count();
      jobId = columns.place("JobID");
      rawId = columns.place("JobIDRaw");
      cluster = columns.place("Cluster");
      account = columns.place("Account");
      group = columns.place("Group");
      user = columns.place("User");
      uid = columns.place("UID");
      submit = columns.place("Submit");
      start = columns.place("Start");
      end = columns.place("End");
      elapsed = columns.place("Elapsed");
      elapsedRaw = columns.place("ElapsedRaw");
      exitCode = columns.place("ExitCode");
      state = columns.place("State");
      cpus = Math.max(columns.place("NCPUS"), columns.place("AllocCPUS"));
      totalCpu = columns.place("TotalCPU");
      nodes = columns.place("NodeList");
      wcKey = columns.place("WCKey");
      partition = columns.place("Partition");
      qos = columns.place("QOS");
    }

    int project(ProjectField field) {
      return switch (field) {
        case ACCOUNT -> account;
        case GROUP -> group;
        case WCKEY -> wcKey;
        case PARTITION -> partition;
        case QOS -> qos;
      };
    }
  }
}
