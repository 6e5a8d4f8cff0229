package io.tacet.accountant.imports;

import io.tacet.accountant.imports.gridengine.GridEngineFormat;
import io.tacet.accountant.imports.record.RecordFormat;
import io.tacet.accountant.imports.slurm.SacctFormat;
import io.tacet.contract.rest.StartImport;
import io.tacet.problem.FieldErrors;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be imported: everything that decides what its lines mean. Immutable.
 *
 * @param projectFrom a project field of the source
 */
record ImportOrder(
    String source,
    String cluster,
    String file,
    ZoneId zone,
    Charset charset,
    String projectFrom,
    String sourceCluster,
    boolean dryRun) {

  static final String GRID_ENGINE = "sge";
  static final String SLURM = "slurm";

  /** Charsets in which a newline, a colon and a bar are one byte each, and no part of another. */
  private static final Set<String> CHARSETS =
      Set.of("US-ASCII", "UTF-8", "ISO-8859-1", "ISO-8859-15", "windows-1252");

  private static final int LONGEST_FILE = 1024;
  private static final long MICROS = 1_000_000;

  /** From a request; what is wrong with it is added to the errors. */
  static @Nullable ImportOrder read(FieldErrors fields, StartImport body) {
    String source = body.source() == null ? "" : body.source();
    boolean gridEngine = source.equals(GRID_ENGINE);
    fields.require(gridEngine || source.equals(SLURM), "source", "must be sge or slurm");
    String cluster = body.cluster() == null ? "" : body.cluster();
    io.tacet.accountant.dated.Words.id(fields, "cluster", cluster);
    fields.line("file", body.file(), LONGEST_FILE);
    ZoneId zone = zone(fields, body.zone());
    Charset charset = charset(fields, or(body.charset(), gridEngine ? "ISO-8859-1" : "UTF-8"));
    String projectFrom = or(body.projectFrom(), gridEngine ? "group" : "account");
    projectFrom(fields, gridEngine, projectFrom);
    String sourceCluster = or(body.sourceCluster(), cluster);
    fields.line("sourceCluster", sourceCluster, 255);
    return fields.all().isEmpty() && zone != null && charset != null
        ? new ImportOrder(
            source,
            cluster,
            or(body.file(), "(not named)"),
            zone,
            charset,
            projectFrom,
            sourceCluster,
            Boolean.TRUE.equals(body.dryRun()))
        : null;
  }

  /**
   * A reader of the file's lines.
   *
   * @param latest nothing ends later than this
   */
  RecordFormat format(Instant latest) {
    long micros = MICROS * latest.getEpochSecond();
    if (source.equals(GRID_ENGINE)) {
      return new GridEngineFormat(
          charset,
          known(io.tacet.accountant.imports.gridengine.ProjectField.of(projectFrom)),
          micros);
    }
    return new SacctFormat(
        charset,
        zone,
        known(io.tacet.accountant.imports.slurm.ProjectField.of(projectFrom)),
        sourceCluster,
        micros);
  }

  private static <T> T known(@Nullable T field) {
    if (field == null) {
      throw new IllegalStateException("A checked field is known");
    }
    return field;
  }

  private static void projectFrom(FieldErrors fields, boolean gridEngine, String name) {
    boolean known =
        gridEngine
            ? io.tacet.accountant.imports.gridengine.ProjectField.of(name) != null
            : io.tacet.accountant.imports.slurm.ProjectField.of(name) != null;
    fields.require(
        known,
        "projectFrom",
        gridEngine
            ? "must be group, account, project or department"
            : "must be account, group, wckey, partition or qos");
  }

  private static @Nullable ZoneId zone(FieldErrors fields, @Nullable String text) {
    try {
      return ZoneId.of(or(text, "UTC"));
    } catch (DateTimeException e) {
      fields.add("zone", "must be a time zone like Europe/Berlin or UTC");
      return null;
    }
  }

  private static @Nullable Charset charset(FieldErrors fields, String name) {
    try {
      Charset charset = Charset.forName(name);
      if (CHARSETS.contains(charset.name())) {
        return charset;
      }
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      fields.add("charset", "must be UTF-8, ISO-8859-1, ISO-8859-15, windows-1252 or US-ASCII");
      return null;
    }
    fields.add("charset", "must be UTF-8, ISO-8859-1, ISO-8859-15, windows-1252 or US-ASCII");
    return null;
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }
}
