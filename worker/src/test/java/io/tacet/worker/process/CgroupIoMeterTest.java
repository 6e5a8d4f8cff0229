package io.tacet.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupIoMeterTest {

  @TempDir Path cgroup;

  @Test
  void all_devices_are_added_up() throws Exception {
    // given: as Linux 6.1 shows it, a device without figures included
    Path ioStat =
        Files.writeString(
            cgroup.resolve("io.stat"),
            """
            254:0 rbytes=1459200 wbytes=314773504 rios=192 wios=353 dbytes=0 dios=0
            7:7\s
            259:0 rbytes=90430464 wbytes=299008000 rios=8950 wios=1252 dbytes=50331648 dios=3021
            """);

    // when
    IoBytes read = new CgroupIoMeter(ioStat).read();

    // then
    assertThat(read).isEqualTo(new IoBytes(1_459_200 + 90_430_464, 314_773_504 + 299_008_000));
  }

  @Test
  void a_cgroup_that_has_done_nothing_has_an_empty_file() throws Exception {
    assertThat(new CgroupIoMeter(Files.createFile(cgroup.resolve("io.stat"))).read())
        .isEqualTo(new IoBytes(0, 0));
  }
}
