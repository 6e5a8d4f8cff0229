package io.tacet.scheduler.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** A machine's clock beside the broker's. */
class MachineClocksTest {

  private static final PatternFormatter MESSAGE = new PatternFormatter("%s");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final MachineClocks clocks = new MachineClocks(metrics);

  @Test
  void aClockThatIsOffByAnHourIsToldOnceAndOnceWhenItIsRight() {
    // given
    List<String> said = new ArrayList<>();
    Handler handler = listTo(said);
    Logger logger = Logger.getLogger(MachineClocks.class.getName());
    logger.addHandler(handler);

    // when
    try {
      clocks.seen("m1", NOW, NOW.plusMillis(40));
      clocks.seen("m1", NOW.minusSeconds(3600), NOW);
      clocks.seen("m1", NOW.minusSeconds(3600), NOW);
      assertThat(behind()).isEqualTo(3_600_000);
      clocks.seen("m1", NOW, NOW);
      clocks.seen("m1", NOW.plusSeconds(3600), NOW);
    } finally {
      logger.removeHandler(handler);
    }

    // then
    assertThat(behind()).isEqualTo(-3_600_000);
    assertThat(said).hasSize(3);
    assertThat(said.get(0)).contains("m1", "behind the broker's by PT1H", "chronyc makestep");
    assertThat(said.get(1)).contains("right again");
    assertThat(said.get(2)).contains("ahead of the broker's by PT1H");
  }

  private double behind() {
    return metrics.get("tacet.scheduler.machine.clock.behind").tag("machine", "m1").gauge().value();
  }

  private static Handler listTo(List<String> said) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        said.add(MESSAGE.format(record));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
