package io.tacet.accountant.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTest {

  @ParameterizedTest(name = "u {0} of {1}, c {2} of {3}, exempt {4}: {5}")
  @CsvSource({
    // half of the usage, half of the contribution
    "50, 100, 1140, 2280, false, 100 %",
    // (30 ÷ 100) ÷ (2280 ÷ 3800) = 0.3 ÷ 0.6
    "30, 100, 2280, 3800, false, 50 %",
    // (1 ÷ 3) ÷ (1 ÷ 1) = 33.3…
    "1, 3, 1, 1, false, 33 %",
    // 0.005 × 100 = 0.5 is rounded half up; 0.499 is not
    "5, 1000, 1, 1, false, 1 %",
    "499, 100000, 1, 1, false, 0 %",
    "1005, 1000, 1, 1, false, 101 %",
    // usage of exempt PIs counts in U, so that nobody need reach 100 %
    "10, 40, 100, 100, false, 25 %",
    "10, 100, 0, 500, false, Over",
    // C = 0: nobody has contributed
    "10, 100, 0, 0, false, Over",
    "0, 100, 100, 500, false, Under",
    // U = 0: nobody has used anything
    "0, 0, 100, 500, false, Under",
    "0, 100, 0, 500, false, n/a",
    "0, 0, 0, 0, false, n/a",
    "10, 100, 0, 500, true, Exempt",
    "0, 0, 100, 0, true, Exempt",
    "10, 100, 100, 0, true, Exempt",
  })
  void isTheShareOfUsageOverTheShareOfContribution(
      BigDecimal used,
      BigDecimal allUsed,
      BigDecimal contributed,
      BigDecimal allContributed,
      boolean exempt,
      String text) {
    assertThat(Subscription.of(used, allUsed, contributed, allContributed, exempt).text())
        .isEqualTo(text);
  }

  @Test
  void nothingIsRoundedBeforeTheLastStep() {
    // given: 1/3 ÷ 2/3, in which rounded shares would not be a half
    // then
    assertThat(Subscription.of(n(1), n(3), n(2), n(3), false).percent()).isEqualByComparingTo("50");
    assertThat(
            Subscription.of(
                    new BigDecimal("0.000000000000000000001"),
                    new BigDecimal("0.000000000000000000003"),
                    n(1),
                    new BigDecimal("3000000000000000000000"),
                    false)
                .percent())
        .isEqualByComparingTo("100000000000000000000000");
  }

  @Test
  void sharesShownSumTo100() {
    // given
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<BigDecimal> values = new ArrayList<>();
      int count = 1 + random.nextInt(40);
      for (int i = 0; i < count; i++) {
        values.add(
            BigDecimal.valueOf(random.nextLong(1L << (1 + random.nextInt(60))), random.nextInt(9)));
      }
      BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      // when
      List<BigDecimal> shares = Shares.percent(values);
      // then
      BigDecimal total = shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(total).isEqualByComparingTo(sum.signum() == 0 ? "0" : "100");
      for (int i = 0; i < count && sum.signum() > 0; i++) {
        BigDecimal exact =
            values.get(i).multiply(n(100)).divide(sum, java.math.MathContext.DECIMAL128);
        assertThat(shares.get(i).subtract(exact).abs()).isLessThan(new BigDecimal("0.1"));
      }
    }
  }

  @Test
  void threeEqualSharesAreSharedOutToTheFirst() {
    assertThat(Shares.percent(List.of(n(1), n(1), n(1))))
        .extracting(BigDecimal::toPlainString)
        .containsExactly("33.4", "33.3", "33.3");
    assertThat(Shares.percent(List.of(n(0), n(0))))
        .extracting(BigDecimal::toPlainString)
        .containsExactly("0.0", "0.0");
    assertThat(Shares.percent(List.of())).isEmpty();
  }

  private static BigDecimal n(long number) {
    return BigDecimal.valueOf(number);
  }
}
