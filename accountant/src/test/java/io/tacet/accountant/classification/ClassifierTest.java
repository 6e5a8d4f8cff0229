package io.tacet.accountant.classification;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.tacet.accountant.classification.PhaseUses.PhaseUse;
import io.tacet.contract.rest.UseSummary;
import io.tacet.contract.rest.WorkClass;
import io.tacet.contract.rest.WorkLoad;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes by the default thresholds. */
class ClassifierTest {

  private static final ClassificationSettings DEFAULTS =
      new SmallRyeConfigBuilder()
          .withMapping(ClassificationSettings.class)
          .build()
          .getConfigMapping(ClassificationSettings.class);

  private final Classifier classifier = new Classifier(DEFAULTS);

  @ParameterizedTest
  @CsvSource({
    // cpu, memory, memory stall, disk B/s, disk stall, network B/s
    "0.70, 0.5, 0, 1e6, 0, 1e6, CPU",
    "0.69, 0.5, 0, 1e6, 0, 1e6, MIXED",
    "0.10, 0.85, 0, 1e6, 0, 1e6, MEMORY",
    "0.10, 0.2, 0.1, 1e6, 0, 1e6, MEMORY",
    "0.10, 0.2, 0, 1e8, 0, 1e6, DISK",
    "0.10, 0.2, 0, 1e6, 0.3, 1e6, DISK",
    "0.10, 0.2, 0, 1e6, 0, 1e8, NETWORK",
    "0.90, 0.2, 0, 1e8, 0, 0, MIXED",
    // below a tenth of every threshold; how full the memory is does not matter
    "0.069, 0.8, 0.009, 9e6, 0.029, 9e6, IDLE",
    "0.07, 0.2, 0, 0, 0, 0, MIXED",
    "0.01, 0.2, 0, 0, 0, 1e7, MIXED",
    // what was not measured decides nothing
    "0.9, , , , , , CPU",
    "0.01, , , , , , IDLE",
    " , , , , , , UNKNOWN",
    " , 0.5, , , , , UNKNOWN",
    " , 0.9, , , , , MEMORY",
  })
  void theClassFollowsFromTheFigures(
      @Nullable Double cpu,
      @Nullable Double memory,
      @Nullable Double memoryStall,
      @Nullable Double disk,
      @Nullable Double diskStall,
      @Nullable Double network,
      WorkClass expected) {
    assertThat(classifier.of(new WorkLoad(1, cpu, memory, memoryStall, disk, diskStall, network)))
        .isEqualTo(expected);
  }

  @Test
  void aProjectIsTheTimeOfItsPhases() {
    // given: 30 s at 0.9, 60 s at 0.01, 10 s not measured
    Summaries summaries = new Summaries(classifier);
    summaries.add(use(30, 0.9));
    summaries.add(use(60, 0.01));
    summaries.add(use(10, null));
    // when
    UseSummary all = summaries.all().get(0);
    // then: (27 + 0.6) ÷ 90
    assertThat(all.phases()).isEqualTo(3);
    assertThat(all.load().seconds()).isEqualTo(100);
    assertThat(all.load().cpuShare())
        .isCloseTo(27.6 / 90, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(all.percentByClass())
        .isEqualTo(
            Map.of(
                WorkClass.CPU, new BigDecimal("30.0"),
                WorkClass.IDLE, new BigDecimal("60.0"),
                WorkClass.UNKNOWN, new BigDecimal("10.0")));
    assertThat(all.workClass()).isEqualTo(WorkClass.MIXED);
  }

  private static PhaseUse use(double seconds, @Nullable Double cpu) {
    return new PhaseUse(
        "p", 1, "RUNTIME", 1, new WorkLoad(seconds, cpu, null, null, null, null, null));
  }

  @Test
  void theRuleIsToldWithItsThresholds() {
    assertThat(classifier.meaning())
        .startsWith("cpu: all CPUs together are busy 70 % of the time. memory: 85 % of it")
        .contains("wait for it 10 % of the time", "disk: 100 MB/s", "wait for a disk 30 %")
        .contains("network: 100 MB/s", "idle: every figure is below 10 % of its threshold");
  }
}
