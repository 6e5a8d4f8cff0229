package io.tacet.scheduler.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.rest.AccuracyControl.Reference;
import io.tacet.contract.rest.AccuracyWindow.Figure;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.scheduler.accuracy.ControlPlan.Bound;
import io.tacet.scheduler.accuracy.ControlRun.Value;
import io.tacet.scheduler.accuracy.Verdict.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is made of control runs. */
final class VerdictTest {

  private static final String ENERGY = "psu_energy_ac_mcp_machine";
  private static final SubmitJob JOB =
      new SubmitJob(null, null, null, List.of("true"), null, null, null, null, null, null);

  @Test
  void valuesThatKeepTogetherPassAndAreTheReference() {
    // given: mean 100, deviation √((1+0+1)/2) = 1, so exactly 1 %
    Verdict verdict = Verdict.of(plan(true, "0.01", "0.03"), runs(99, 100, 101), List.of());

    // then
    assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
    assertThat(verdict.figures().get(0).relativeDeviation()).isEqualTo(0.01);
    assertThat(verdict.asReference()).containsExactly(new Reference(ENERGY, null, 100));
  }

  @Test
  void aSpreadAboveTheThresholdFailsAndSaysByHowMuch() {
    // given: mean 100, deviation √((4+0+4)/2) = 2
    Verdict verdict = Verdict.of(plan(true, "0.01", "0.03"), runs(98, 100, 102), List.of());

    // then
    assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
    assertThat(verdict.reason()).isEqualTo(ENERGY + " deviates by 2.00 %, above 1.00 %.");
    assertThat(Verdict.of(plan(false, "2", "6"), runs(98, 100, 102), List.of()).kind())
        .isEqualTo(Kind.PASSED);
    assertThat(Verdict.of(plan(false, "1.99", "6"), runs(98, 100, 102), List.of()).reason())
        .isEqualTo(ENERGY + " deviates by 2.00000, above 1.99000.");
  }

  @Test
  void aSlowDriftFailsThoughEachWindowKeepsTogether() {
    // given
    List<Reference> reference = List.of(new Reference(ENERGY, null, 100));
    ControlPlan plan = plan(true, "0.01", "0.03");

    // then
    assertThat(Verdict.of(plan, runs(103, 103, 103), reference).kind()).isEqualTo(Kind.PASSED);
    Verdict drifted = Verdict.of(plan, runs(103, 103.2, 103.1), reference);
    assertThat(drifted.kind()).isEqualTo(Kind.FAILED);
    assertThat(drifted.reason())
        .isEqualTo(ENERGY + " has drifted by 3.10 % from its reference 100.000, above 3.00 %.");
    assertThat(Verdict.of(plan(false, "1", "3"), runs(96.9, 96.9, 96.9), reference).kind())
        .isEqualTo(Kind.FAILED);
  }

  @Test
  void fewerRunsThanThereMustBeAreNoPass() {
    for (int n = 0; n < 3; n++) {
      Verdict verdict =
          Verdict.of(
              plan(true, "0.01", "0.03"), runs(100, 100).subList(0, Math.min(n, 2)), List.of());
      assertThat(verdict.kind()).isEqualTo(Kind.INCOMPLETE);
    }
  }

  @Test
  void aMissingMetricIsNoPass() {
    // given
    List<ControlRun> one = new ArrayList<>(runs(100, 100));
    one.add(new ControlRun("j9", null, List.of()));
    List<ControlRun> none = List.of(empty("a"), empty("b"), empty("c"));

    // then
    ControlPlan plan = plan(true, "0.01", "0.03");
    assertThat(Verdict.of(plan, one, List.of()).reason())
        .isEqualTo(ENERGY + " is missing in 1 of 3 runs.");
    assertThat(Verdict.of(plan, none, List.of()).reason())
        .isEqualTo(ENERGY + " is missing in 3 of 3 runs.");
  }

  @Test
  void eachDetailIsLookedAtAndOneThatVanishesIsNoPass() {
    // given: two CPUs, one of which spreads
    List<ControlRun> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(run("j" + i, value("CPU_0", 50), value("CPU_1", 50 + 5 * i)));
    }
    ControlPlan plan = plan(true, "0.01", "0.03");

    // when
    Verdict verdict = Verdict.of(plan, runs, List.of(new Reference(ENERGY, "CPU_2", 50)));

    // then: CPU_1 has mean 55 and deviation 5
    assertThat(verdict.figures()).extracting(Figure::passed).containsExactly(true, false, false);
    assertThat(verdict.reason())
        .isEqualTo(
            ENERGY
                + " (CPU_1) deviates by 9.09 %, above 1.00 %; "
                + ENERGY
                + " (CPU_2) is missing in 3 of 3 runs.");
  }

  @Test
  void aMeanOfZeroHasNoRelativeDeviationAndIsNoPass() {
    assertThat(Verdict.of(plan(true, "0.01", "0.03"), runs(0, 0, 0), List.of()).kind())
        .isEqualTo(Kind.FAILED);
    assertThat(Verdict.of(plan(false, "0.01", "0.03"), runs(0, 0, 0), List.of()).kind())
        .isEqualTo(Kind.PASSED);
  }

  private static ControlPlan plan(boolean relative, String threshold, String drift) {
    return new ControlPlan(
        JOB,
        3600,
        5,
        3,
        relative,
        "RUNTIME",
        List.of(new Bound(ENERGY, null, new BigDecimal(threshold), new BigDecimal(drift))));
  }

  private static List<ControlRun> runs(double... values) {
    List<ControlRun> runs = new ArrayList<>();
    for (double value : values) {
      runs.add(run("j" + runs.size(), value(null, value)));
    }
    return runs;
  }

  private static ControlRun run(String job, Value... values) {
    return new ControlRun(job, null, List.of(values));
  }

  private static ControlRun empty(String job) {
    return new ControlRun(job, null, List.of());
  }

  private static Value value(@Nullable String detail, double value) {
    return new Value(ENERGY, detail, "µJ", value);
  }
}
