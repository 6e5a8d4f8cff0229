package io.tacet.worker.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.worker.gate.check.Finding.Verdict;
import io.tacet.worker.hwmon.SysTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsAndTimersTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

  /** As systemd 252 answers. */
  private static final String TIMERS =
      """
      [{"next":1790000600000000,"left":600000000,"last":1789990000000000,"passed":1,"unit":"apt-daily.timer","activates":"apt-daily.service"},{"next":1790086400000000,"left":86400000000,"last":null,"passed":0,"unit":"logrotate.timer","activates":"logrotate.service"},{"next":null,"left":0,"last":null,"passed":0,"unit":"fstrim.timer","activates":"fstrim.service"},{"next":0,"left":0,"last":0,"passed":0,"unit":"off.timer","activates":"off.service"}]
      """;

  @TempDir private Path root;

  @Test
  void a_person_s_session_is_told_and_other_ones_are_not() throws IOException {
    // given
    SysTree machine =
        SysTree.empty(root)
            .write("run/systemd/system/x", "")
            .write("run/systemd/sessions/c1", "CLASS=greeter\nTTY=tty1\nSTATE=active")
            .write("run/systemd/sessions/7", "CLASS=background\nSTATE=active")
            .write("run/systemd/sessions/8", "CLASS=user\nTTY=pts/3\nSTATE=closing")
            .write("run/systemd/sessions/9", "CLASS=user\nUSER=ada\nTTY=pts/0\nSTATE=active");
    pipe(root.resolve("run/systemd/sessions/9.ref"));
    pipe(root.resolve("run/systemd/sessions/10"));

    // when
    Finding finding = new Sessions(host(machine)).look();

    // then
    assertThat(finding).isEqualTo(Finding.notMet("1 logged in: pts/0", "log out"));
  }

  @Test
  void without_systemd_utmp_tells_who_is_there() throws IOException {
    // given
    SysTree machine =
        SysTree.empty(root)
            .write("proc/900/comm", "sshd")
            .write(
                "run/utmp", utmp(entry(2, 0, "~"), entry(7, 900, "pts/1"), entry(7, 901, "tty2")));

    // when
    Finding finding = new Sessions(host(machine)).look();

    // then: process 901 is gone
    assertThat(finding.found()).isEqualTo("1 logged in: pts/1");
  }

  @Test
  void a_cut_utmp_is_read_as_far_as_it_goes() throws IOException {
    // given
    SysTree machine = SysTree.empty(root).write("run/utmp", new byte[100]);

    // when, then
    assertThat(new Sessions(host(machine)).look().verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void a_timer_due_soon_is_told() throws IOException {
    // when
    Finding finding = timers("printf", "%s", TIMERS).look();

    // then
    assertThat(finding.found()).isEqualTo("due within 60 min: apt-daily.timer in 10 min");
  }

  @Test
  void no_timer_is_as_it_should_be() throws IOException {
    assertThat(timers("printf", "[]").look().verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void a_systemctl_that_fails_is_said_to() throws IOException {
    // given
    Timers fails = timers("sh", "-c", "exit 3");
    Timers lies = timers("printf", "NEXT LEFT: LAST: [");
    Timers odd = timers("printf", "\"all well\"");

    // when, then
    assertThatThrownBy(fails::look).hasMessage("sh ended with 3");
    assertThatThrownBy(lies::look).isInstanceOf(IOException.class);
    assertThatThrownBy(odd::look).hasMessage("systemctl gave no list of timers");
  }

  @Test
  void without_systemd_there_are_no_timers_to_be_seen() throws IOException {
    // given
    Timers timers =
        new Timers(
            host(SysTree.empty(root)),
            List.of("absent"),
            InstantSource.fixed(NOW),
            Duration.ofHours(1));

    // when, then
    assertThat(timers.look().verdict()).isEqualTo(Verdict.UNSEEN);
  }

  private Timers timers(String... command) throws IOException {
    SysTree machine = SysTree.empty(root).write("run/systemd/system/x", "");
    return new Timers(
        host(machine), List.of(command), InstantSource.fixed(NOW), Duration.ofHours(1));
  }

  private Host host(SysTree machine) {
    return new Host(machine.proc(), machine.sys(), root.resolve("run"), root);
  }

  private static void pipe(Path path) throws IOException {
    try {
      assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static byte[] utmp(byte[]... entries) {
    ByteBuffer all = ByteBuffer.allocate(entries.length * entries[0].length);
    for (byte[] entry : entries) {
      all.put(entry);
    }
    return all.array();
  }

  private static byte[] entry(int type, int pid, String line) {
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    ByteBuffer entry = ByteBuffer.allocate(arm ? 400 : 384).order(ByteOrder.nativeOrder());
    entry.putShort(0, (short) type).putInt(4, pid);
    entry.position(8);
    entry.put(line.getBytes(StandardCharsets.US_ASCII));
    return entry.array();
  }
}
