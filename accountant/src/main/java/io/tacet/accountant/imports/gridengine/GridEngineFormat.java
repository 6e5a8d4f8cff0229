package io.tacet.accountant.imports.gridengine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tacet.accountant.imports.record.BadField;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Digests;
import io.tacet.accountant.imports.record.Line;
import io.tacet.accountant.imports.record.Numbers;
import io.tacet.accountant.imports.record.Reading;
import io.tacet.accountant.imports.record.RecordFormat;
import io.tacet.accountant.imports.record.SkipReason;
import io.tacet.accountant.imports.record.Texts;
import io.tacet.accountant.imports.record.UsageLine;
import java.nio.charset.Charset;

/**
 * Grid Engine's accounting file (accounting(5)); each line may be of another kind. For one thread.
 */
public final class GridEngineFormat implements RecordFormat {

  private static final int HOST = 1;
  private static final int OWNER = 3;
  private static final int JOB_NUMBER = 5;
  private static final int SUBMITTED = 8;
  private static final int STARTED = 9;
  private static final int ENDED = 10;
  private static final int FAILED = 11;
  private static final int EXIT_STATUS = 12;
  private static final int TASK_NUMBER = 35;
  private static final int CPU = 36;

  private final Charset charset;
  private final ProjectField project;
  private final long latest;
  private final Digests digests = new Digests();
  private final Colons fields = new Colons();
  private final JsonJob json;

  /**
   * A reader of one file.
   *
   * @param charset of the lines with colons; JSON is UTF-8
   * @param latest nothing ends later than this, µs since 1970
   */
  public GridEngineFormat(Charset charset, ProjectField project, long latest) {
    this.charset = charset;
    this.project = project;
    this.latest = latest;
    this.json = new JsonJob(project);
  }

  @Override
  public Reading read(Line line) {
    byte first = line.data()[line.from()];
    if (first == '#') {
      return new Reading.Skipped(SkipReason.COMMENT);
    }
    try {
      Job job = first == '{' ? json.read(line) : colons(line);
      return new Reading.Booked(job.usage(digests.of(line), latest));
    } catch (BadField e) {
      return e.reading();
    }
  }

  private Job colons(Line line) throws BadField {
    fields.split(line);
    long cpu = Numbers.seconds(line.data(), fields.from(CPU), fields.to(CPU));
    if (cpu == UsageLine.NONE) {
      throw new BadField(BadReason.UNREADABLE, "cpu is no number");
    }
    return new Job(
        name(line, HOST, "hostname"),
        name(line, OWNER, "owner"),
        name(line, project.index(), project.key()),
        text(line, JOB_NUMBER),
        text(line, TASK_NUMBER),
        peTask(line),
        fields.whole(SUBMITTED, "submission_time"),
        fields.whole(STARTED, "start_time"),
        fields.whole(ENDED, "end_time"),
        fields.whole(FAILED, "failed"),
        fields.whole(EXIT_STATUS, "exit_status"),
        cpu);
  }

  /** Written as NONE or left empty where there is none. */
  private String peTask(Line line) throws BadField {
    int from = fields.from(Colons.peTask());
    int to = fields.to(Colons.peTask());
    if (from == to) {
      return "";
    }
    String id = Texts.name(line, from, to, charset, "pe_taskid");
    return id.equals("NONE") ? "" : id;
  }

  private String name(Line line, int field, String what) throws BadField {
    return Texts.name(line, fields.from(field), fields.to(field), charset, what);
  }

  private String text(Line line, int field) {
    return line.text(fields.from(field), fields.to(field), ISO_8859_1);
  }
}
