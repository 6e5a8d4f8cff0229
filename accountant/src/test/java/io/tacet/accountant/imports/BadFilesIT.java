package io.tacet.accountant.imports;

import static io.tacet.accountant.imports.ImportFixturesIT.counts;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.accountant.migrated.MigratedDatabase;
import io.tacet.contract.rest.ImportRun;
import io.tacet.contract.rest.ReplayedQuarantine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a file: quarantine or a clear error, the rest imported, nothing twice. */
class BadFilesIT {

  private static final long START = 1311095354;
  private static final long END = 1311095414;

  private static MigratedDatabase database;
  private static ImportDesk desk;

  @BeforeAll
  static void start() {
    database = new MigratedDatabase().migrate("latest");
    desk = new ImportDesk(database, ImportDesk.Settings.SMALL, InstantSource.fixed(ImportDesk.NOW));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void eachBadLineIsPutAsideWithItsNumberAndTheOthersAreBooked() throws SQLException {
    // given
    String text =
        String.join(
            "\n",
            "# Version: 8.1.9",
            good(1),
            "",
            "all.q:short",
            good(2).replace("physics", "phy\0sics"),
            GridEngineLines.line("late", 3, START, 4_000_000_000L, "0", "1"),
            GridEngineLines.line("negative", 4, START, END, "0", "-7"),
            GridEngineLines.line("back", 5, END, START, "0", "1"),
            good(6) + "x".repeat(1400),
            "y".repeat(5000),
            "   ",
            good(7),
            GridEngineLines.line("no:usage", 8, START, END, "7", "1"),
            good(1),
            good(1).replace("sleep", "other"),
            "");
    // when
    ImportRun run = desk.gridEngine("bad", text);
    ImportRun again = desk.gridEngine("bad", text);
    // then
    assertThat(counts(run)).isEqualTo("DONE 15 lines: 3 imported, 1 there, 8 bad, 3 skipped");
    assertThat(counts(again)).isEqualTo("DONE 15 lines: 0 imported, 4 there, 8 bad, 3 skipped");
    assertThat(run.reasons())
        .isEqualTo(
            Map.of(
                "comment", 1L,
                "blank", 2L,
                "not readable", 1L,
                "NUL", 1L,
                "in the future", 1L,
                "negative", 1L,
                "end before start", 1L,
                "too long", 2L,
                "conflict", 1L));
    assertThat(
            database.text(
                """
                SELECT string_agg(line || ' ' || reason || ' ' || cut || ' ' || length(content), ', '
                  ORDER BY line) FROM import_quarantine WHERE cluster = 'bad'
                """))
        .startsWith("4 not readable false 11, 5 NUL false 221")
        .contains("9 too long false 1620, 10 too long true 2048, 15 conflict false 220");
    assertThat(
            database.text(
                """
                SELECT count(*) || ' ' || count(not_charged) || ' ' || sum(cpu_micros)
                FROM usage_record WHERE cluster = 'bad'
                """))
        .isEqualTo("3 1 2000000");
  }

  @Test
  void whatWasPutAsideAndSettledIsNotCountedAsQuarantinedAgain() throws SQLException {
    // given
    String text = "no record\n" + good(1, "settled") + "\nnor this\n";
    ImportRun run = desk.gridEngine("settled", text);
    database.run(
        """
        UPDATE import_quarantine SET settled_at = now(), discarded_by = 'op',
          discarded_because = 'no records' WHERE cluster = 'settled' AND line = 1
        """);
    // when
    ImportRun again = desk.gridEngine("settled", text);
    ImportRun dry =
        desk.run(
            ImportDesk.order("sge", "settled", "UTC", "group", true),
            new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
    // then
    assertThat(counts(run)).isEqualTo("DONE 3 lines: 1 imported, 0 there, 2 bad, 0 skipped");
    assertThat(counts(again)).isEqualTo("DONE 3 lines: 0 imported, 1 there, 1 bad, 1 skipped");
    assertThat(again.reasons())
        .isEqualTo(Map.of("not readable", 1L, "quarantined before and settled", 1L));
    assertThat(counts(dry)).isEqualTo(counts(again));
  }

  @Test
  void aFileThatGrowsIsImportedOnceAndItsHalfLineLater() throws SQLException {
    // given
    String whole = good(1, "grows") + "\n" + good(2, "grows") + "\n" + good(3, "grows") + "\n";
    // when
    ImportRun first = desk.gridEngine("grows", whole.substring(0, whole.length() - 4));
    ImportRun second = desk.gridEngine("grows", whole);
    // then
    assertThat(counts(first)).isEqualTo("DONE 3 lines: 2 imported, 0 there, 0 bad, 1 skipped");
    assertThat(first.reasons()).isEqualTo(Map.of("last line not finished", 1L));
    assertThat(counts(second)).isEqualTo("DONE 3 lines: 1 imported, 2 there, 0 bad, 0 skipped");
  }

  @Test
  void aGzipFileThatBreaksOffIsImportedAsFarAsItGoes() throws Exception {
    // given
    StringBuilder text = new StringBuilder();
    for (int job = 0; job < 500; job++) {
      text.append(good(job, "cut")).append('\n');
    }
    byte[] packed = gzip(text.toString());
    // when
    ImportRun cut =
        desk.gridEngine(
            "cut", new ByteArrayInputStream(Arrays.copyOf(packed, packed.length - 300)));
    ImportRun whole = desk.gridEngine("cut", new ByteArrayInputStream(packed));
    // then
    assertThat(cut.state()).isEqualTo("INCOMPLETE");
    assertThat(cut.error()).contains("could not be read to its end", "import it again");
    assertThat(cut.imported()).isBetween(1L, 499L);
    assertThat(cut.quarantined()).isZero();
    assertThat(counts(whole))
        .isEqualTo(
            "DONE 500 lines: %d imported, %d there, 0 bad, 0 skipped"
                .formatted(500 - cut.imported(), cut.imported()));
  }

  @Test
  void aBinaryFileIsRefused() throws SQLException {
    // given
    byte[] noise = new byte[100_000];
    new Random(7).nextBytes(noise);
    // when
    ImportRun run = desk.gridEngine("noise", new ByteArrayInputStream(noise));
    // then
    assertThat(run.state()).isEqualTo("FAILED");
    assertThat(run.error()).contains("no text file");
    assertThat(run.quarantined()).isZero();
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws SQLException {
    // when
    ImportRun run = desk.gridEngine("kind", "some log line\n".repeat(200));
    // then
    assertThat(run.state()).isEqualTo("FAILED");
    assertThat(run.error()).contains("None of the first", "line 1: it has 1 fields");
  }

  @Test
  void aStreamThatFailsLeavesWhatWasBooked() throws SQLException {
    // given
    String text = good(1, "away") + "\n" + good(2, "away") + "\n" + good(3, "away");
    InputStream breaking = new SequenceInputStream(stream(text), new Closed());
    // when
    ImportRun run = desk.gridEngine("away", breaking);
    // then
    assertThat(run.state()).isEqualTo("INCOMPLETE");
    assertThat(run.error()).contains("the connection was closed");
    assertThat(run.imported()).isEqualTo(2);
  }

  @Test
  void tooManyBadLinesStopTheImportAndSayWhy() throws SQLException {
    // given
    ImportDesk strict =
        new ImportDesk(
            database, new ImportDesk.Settings(2048, 1500, 3), InstantSource.fixed(ImportDesk.NOW));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append(good(i, "flood")).append("\nbad ").append(i).append('\n');
    }
    // when
    ImportRun run = strict.gridEngine("flood", text.toString());
    // then
    assertThat(run.state()).isEqualTo("FAILED");
    assertThat(run.error()).contains("More than 3 lines");
    assertThat(run.imported()).isBetween(1L, 199L);
    assertThat(database.text("SELECT count(*) FROM usage_record WHERE cluster = 'flood'"))
        .as("nothing of the blocks after it")
        .isEqualTo(Long.toString(run.imported()));
    assertThat(database.text("SELECT count(*) FROM import_quarantine WHERE cluster = 'flood'"))
        .isEqualTo(Long.toString(run.quarantined()));
  }

  @Test
  void aDatabaseThatRefusesAChunkLosesNothingOfTheOthers() throws SQLException {
    // given: a rule that only one chunk breaks
    database.run(
        "ALTER TABLE usage_record ADD CONSTRAINT once CHECK (job_id <> '50' OR cluster <> 'trip')");
    StringBuilder text = new StringBuilder();
    for (int job = 0; job < 100; job++) {
      text.append(good(job, "trip")).append('\n');
    }
    // when
    assertThatThrownBy(() -> desk.gridEngine("trip", text.toString()))
        .isInstanceOf(SQLException.class);
    String before = database.text("SELECT count(*) FROM usage_record WHERE cluster = 'trip'");
    String after =
        database.text(
            "SELECT count(*) FROM usage_record WHERE cluster = 'trip' AND job_id::integer >= 50");
    database.run("ALTER TABLE usage_record DROP CONSTRAINT once");
    ImportRun again = desk.gridEngine("trip", text.toString());
    // then
    assertThat(Long.parseLong(before)).isBetween(1L, 50L);
    assertThat(after).as("a chunk that fails takes those after it along").isEqualTo("0");
    assertThat(again.imported()).isEqualTo(100 - Long.parseLong(before));
    assertThat(
            database.text(
                "SELECT state || lines FROM import_run WHERE cluster = 'trip' ORDER BY id"))
        .isEqualTo("FAILED" + before);
    assertThat(database.text("SELECT sum(attempts) FROM usage_day WHERE machine = 'trip'"))
        .isEqualTo("100");
  }

  @Test
  void aChunkWhoseCommitFailsIsNotCounted() throws SQLException {
    // given: a rule that is looked at when one chunk is committed
    database.run(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.cluster = 'commit' AND NEW.job_id = '50' THEN
            RAISE EXCEPTION 'not this one';
          END IF;
          RETURN NULL;
        END
        $$;
        CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON usage_record
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();
        """);
    StringBuilder text = new StringBuilder();
    for (int job = 0; job < 100; job++) {
      text.append(good(job, "commit")).append('\n');
    }
    // when
    assertThatThrownBy(() -> desk.gridEngine("commit", text.toString()))
        .hasMessageContaining("not this one");
    // then
    String booked = database.text("SELECT count(*) FROM usage_record WHERE cluster = 'commit'");
    assertThat(Long.parseLong(booked)).isBetween(1L, 50L);
    assertThat(
            database.text(
                "SELECT state || ' ' || lines || ' ' || imported FROM import_run"
                    + " WHERE cluster = 'commit'"))
        .isEqualTo("FAILED " + booked + " " + booked);
    database.run("DROP TRIGGER refuse ON usage_record");
  }

  @Test
  void quarantineIsReplayedWhenItsTimeHasCome() throws SQLException {
    // given
    long soon = ImportDesk.NOW.plusSeconds(7200).getEpochSecond();
    String text =
        GridEngineLines.line("soon", 1, START, soon, "0", "9") + "\nstays bad\n" + good(2, "soon");
    ImportRun run = desk.gridEngine("soon", text + "\n");
    ImportRun same = desk.gridEngine("soon", text + "\nstays bad\n");
    ImportDesk later =
        new ImportDesk(
            database,
            ImportDesk.Settings.SMALL,
            InstantSource.fixed(ImportDesk.NOW.plus(Duration.ofHours(3))));
    // when
    ReplayedQuarantine now = desk.replay(run.id());
    ReplayedQuarantine met = desk.replay(same.id());
    ReplayedQuarantine then = later.replay(run.id());
    ReplayedQuarantine again = later.replay(run.id());
    // then
    assertThat(now).isEqualTo(new ReplayedQuarantine(2, 0, 0, 2, now.reasons()));
    assertThat(met).as("found under the import that met them again, too").isEqualTo(now);
    assertThat(then).isEqualTo(new ReplayedQuarantine(2, 1, 0, 1, Map.of("not readable", 1L)));
    assertThat(again.looked()).isEqualTo(1);
    assertThat(counts(later.gridEngine("soon", text + "\n")))
        .isEqualTo("DONE 3 lines: 0 imported, 2 there, 1 bad, 0 skipped");
  }

  @Test
  void aDryRunTellsTheSameAndBooksNothing() throws SQLException {
    // given
    StringBuilder text = new StringBuilder(good(1, "dry") + "\nbad\n");
    for (int i = 0; i < 40; i++) {
      text.append(good(i % 25, "dry")).append('\n');
    }
    text.append(good(1, "dry").replace("sleep", "other")).append('\n');
    ImportOrder order = ImportDesk.order("sge", "dry", "UTC", "group", true);
    // when
    ImportRun dry = desk.run(order, stream(text.toString()));
    String booked = database.text("SELECT count(*) FROM usage_record WHERE cluster = 'dry'");
    ImportRun real = desk.gridEngine("dry", text.toString());
    ImportRun dryAgain = desk.run(order, stream(text.toString()));
    // then
    assertThat(booked).isEqualTo("0");
    assertThat(counts(dry)).isEqualTo(counts(real));
    assertThat(counts(real)).isEqualTo("DONE 43 lines: 25 imported, 16 there, 2 bad, 0 skipped");
    assertThat(counts(dryAgain)).isEqualTo("DONE 43 lines: 0 imported, 41 there, 2 bad, 0 skipped");
    assertThat(database.text("SELECT count(*) FROM import_quarantine WHERE run = " + dry.id()))
        .isEqualTo("0");
  }

  @Test
  void namesInLatin1AreText() throws SQLException {
    // when
    desk.gridEngine("latin", good(1, "latin").replace(":ada:", ":adél:") + "\n");
    // then
    assertThat(database.text("SELECT user_id FROM usage_record WHERE cluster = 'latin'"))
        .isEqualTo("adél");
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }

  private static String good(long job) {
    return GridEngineLines.line("sleep", job, START, END, "0", "1");
  }

  private static String good(int job, String host) {
    return GridEngineLines.line(host, "sleep", job, 0, START, END, "0", "1");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(ISO_8859_1));
    }
    return packed.toByteArray();
  }

  /** A connection that is gone. */
  private static final class Closed extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the connection was closed");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }
}
