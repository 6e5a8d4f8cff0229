package io.tacet.worker.survey;

import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.NotHereException;
import io.tacet.worker.sensor.Option;
import io.tacet.worker.sensor.Paces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is logged in, as psutil's {@code users}: utmp(5), records of 384 bytes on 64-bit machines.
 */
public final class Users implements Survey {

  private static final String METRIC = "user_session_utmp_system";
  private static final int RECORD = 384;
  private static final int USER_PROCESS = 7;
  private static final int PID = 4;
  private static final int LINE = 8;
  private static final int LINE_LENGTH = 32;
  private static final int USER = 44;
  private static final int USER_LENGTH = 32;
  private static final int HOST = 76;
  private static final int HOST_LENGTH = 256;
  private static final int SECONDS = 340;

  /** What it is. */
  public static final SurveyKind KIND =
      new SurveyKind(
          Description.of(
                  "users",
                  "Who is logged in since when",
                  "utmp(5)",
                  Paces.NEVER,
                  new Field(
                      METRIC,
                      "s",
                      "login, seconds since 1970; user, terminal, host, process as detail"))
              .with(new Option("utmp", Option.Type.PATH, "/run/utmp", "the file")),
          (place, options) -> {
            Path file = options.path("utmp");
            if (!Files.isReadable(file)) {
              throw new NotHereException(file + " is not there: nothing writes it on this machine");
            }
            return new Users(file);
          });

  private final Path utmp;

  private Users(Path utmp) {
    this.utmp = utmp;
  }

  @Override
  public List<Observation> look() throws IOException {
    byte[] bytes = Files.readAllBytes(utmp);
    ByteBuffer records = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    List<Observation> seen = new ArrayList<>();
    for (int at = 0; at + RECORD <= bytes.length; at += RECORD) {
      if (records.getShort(at) == USER_PROCESS) {
        String detail =
            String.join(
                " ",
                text(bytes, at + USER, USER_LENGTH),
                text(bytes, at + LINE, LINE_LENGTH),
                text(bytes, at + HOST, HOST_LENGTH),
                "pid " + records.getInt(at + PID));
        seen.add(new Observation(METRIC, detail, "s", records.getInt(at + SECONDS)));
      }
    }
    return seen;
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    return text.isEmpty() ? "-" : text.replaceAll("\\p{Cntrl}", "?");
  }
}
