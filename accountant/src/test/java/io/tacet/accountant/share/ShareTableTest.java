package io.tacet.accountant.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.accountant.cluster.Machines;
import io.tacet.accountant.contribution.Paid;
import io.tacet.accountant.dated.Fact;
import io.tacet.accountant.dated.Timelines;
import io.tacet.accountant.pi.Assigned;
import io.tacet.accountant.pi.PiFacts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Weights and raw shares of a small site, computed by hand. */
class ShareTableTest {

  private static final LocalDate JANUARY = LocalDate.parse("2026-01-01");
  private static final LocalDate MARCH = LocalDate.parse("2026-03-01");

  @Test
  void aProjectHasItsPartOfWhatItsPiPaidFor() {
    // 12 processors at 1.9 make 2280 points: half of them Ada's, for engine and notes, half Bob's
    assertThat(table(JANUARY, null).projectPoints())
        .isEqualTo(
            Map.of(
                "engine", new BigDecimal("570.000000"),
                "notes", new BigDecimal("570.000000"),
                "bits", new BigDecimal("1140.000000")));
    assertThat(table(JANUARY, null).weights())
        .isEqualTo(
            Map.of(
                "engine", new BigDecimal("6.700000"),
                "notes", new BigDecimal("6.700000"),
                "bits", new BigDecimal("12.400000")));
  }

  @Test
  void whatEndsAndWhatMovesCountsFromItsDay() {
    // from March on the blades are gone, Bob has one processor for the cluster, and notes are his
    assertThat(table(MARCH, null).piPoints()).isEqualTo(Map.of("bob", new BigDecimal("100.00")));
    assertThat(table(MARCH, null).weights())
        .isEqualTo(Map.of("bits", new BigDecimal("1.500000"), "notes", new BigDecimal("1.500000")));
  }

  @Test
  void aClusterHasWhatWasPaidForItOrAPartOfIt() {
    assertThat(table(MARCH, "whole").piPoints()).containsOnlyKeys("bob");
    assertThat(table(MARCH, "other").piPoints()).isEmpty();
    assertThat(table(MARCH, "other").weights()).isEmpty();
  }

  @Test
  void theFileIsOneThatSacctmgrLoads() {
    assertThat(
            SlurmShares.write(
                "tux",
                JANUARY,
                Map.of(
                    "notes", new BigDecimal("570.5"),
                    "Engine", new BigDecimal("0.2"),
                    "engine", new BigDecimal("569.4"),
                    "tiny", new BigDecimal("0.1")),
                Map.of("bob", new BigDecimal("1084.00"))))
        .isEqualTo(
            """
            # Raw shares from contributions, as of 2026-01-01. Take them over: sacctmgr load FILE
            # Without a project, so without an account: bob, points 1084
            Cluster - 'tux'
            Parent - 'root'
            Account - 'engine':Fairshare=570
            Account - 'notes':Fairshare=571
            Account - 'tiny':Fairshare=1
            """);
    Map<String, BigDecimal> sly = Map.of("a':Fairshare=9\nAccount - 'b", BigDecimal.ONE);
    assertThatThrownBy(() -> SlurmShares.write("tux", JANUARY, sly, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ShareTable table(LocalDate day, @Nullable String cluster) {
    BigDecimal half = new BigDecimal("0.5");
    return ShareTable.of(
        Timelines.of(
            List.of(
                new Fact<>(
                    "blades",
                    JANUARY,
                    new Paid(
                        null,
                        12,
                        new BigDecimal("1.9"),
                        List.of("ada", "bob"),
                        List.of(half, half))),
                new Fact<>(
                    "blades",
                    MARCH,
                    new Paid(
                        null,
                        0,
                        new BigDecimal("1.9"),
                        List.of("ada", "bob"),
                        List.of(half, half))),
                new Fact<>(
                    "one",
                    MARCH,
                    new Paid("part", 1, BigDecimal.ONE, List.of("bob"), List.of(BigDecimal.ONE))))),
        Timelines.of(
            List.of(
                new Fact<>("ada", JANUARY, new PiFacts("Ada", null, false)),
                new Fact<>("bob", JANUARY, new PiFacts("Bob", null, false)))),
        Timelines.of(
            List.of(
                new Fact<>("part", JANUARY, new Machines(List.of("m1"))),
                new Fact<>("whole", JANUARY, new Machines(List.of("m1", "m2"))),
                new Fact<>("other", JANUARY, new Machines(List.of("m2"))))),
        Timelines.of(
            List.of(
                new Fact<>("engine", JANUARY, new Assigned("ada")),
                new Fact<>("notes", JANUARY, new Assigned("ada")),
                new Fact<>("notes", MARCH, new Assigned("bob")),
                new Fact<>("bits", JANUARY, new Assigned("bob")),
                new Fact<>("stray", JANUARY, new Assigned(null)))),
        day,
        cluster);
  }
}
