package io.tacet.accountant.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.imports.ImportDesk.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports must not take the heap that the service needs for everything else. */
class RoomTest {

  @ParameterizedTest
  @CsvSource({
    "384, 99, 1, 1, 4096, 31457",
    "384, 99, 2, 2, 4096, 13481",
    "112, 99, 1, 1, 4096, 5991",
    "56, 99, 1, 1, 2048, 2995",
    "8, 99, 1, 1, 1024, 100",
    "96, 99, 2, 2, 1755, 2567",
    "96, 99, 6, 3, 1170, 1711",
    "384, 99, 6, 6, 2340, 3423",
    "384, 4, 6, 2, 4096, 13481",
    "384, 2, 6, 1, 4096, 31457",
    "8, 99, 100, 1, 1024, 100"
  })
  void asManyRunAsHaveRoomAndTheirBlocksAreAsLargeAsIsSetUnlessTheHeapIsSmall(
      long heapMiB, int connections, int wanted, int atOnce, int blockKiB, int lines) {
    // given
    Settings settings = new Settings(4 << 20, 1 << 20, 100_000, wanted);
    // when
    Room room = Room.of(settings, heapMiB << 20, connections);
    // then
    assertThat(room.atOnce()).isEqualTo(atOnce);
    assertThat(room.blockBytes() >> 10).isEqualTo(blockKiB);
    assertThat(room.blockLines()).isEqualTo(lines);
  }
}
