package io.tacet.accountant.subscription;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * (u ÷ U) ÷ (c ÷ C): a PI's share of usage over the share of contribution, or the word where there
 * is no such number. Immutable.
 *
 * @param percent rounded half up to whole percent; null unless {@link Kind#PERCENT}
 */
public record Subscription(Kind kind, @Nullable BigDecimal percent) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** A number, or the word instead. */
  public enum Kind {
    /** Used and contributed. */
    PERCENT("%"),
    /** Used, contributed nothing. */
    OVER("Over"),
    /** Contributed, used nothing. */
    UNDER("Under"),
    /** No contribution is asked of them. */
    EXEMPT("Exempt"),
    /** Neither used nor contributed. */
    NONE("n/a");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /**
   * Of a PI.
   *
   * @param used u, usage of the PI
   * @param allUsed U, usage of everyone, exempt PIs included
   * @param contributed c, contribution of the PI
   * @param allContributed C, contribution of all PIs that are not exempt
   */
  public static Subscription of(
      BigDecimal used,
      BigDecimal allUsed,
      BigDecimal contributed,
      BigDecimal allContributed,
      boolean exempt) {
    if (exempt) {
      return new Subscription(Kind.EXEMPT, null);
    }
    boolean uses = used.signum() > 0;
    boolean contributes = contributed.signum() > 0;
    if (uses && contributes) {
      BigDecimal percent =
          used.multiply(allContributed)
              .multiply(HUNDRED)
              .divide(allUsed.multiply(contributed), 0, RoundingMode.HALF_UP);
      return new Subscription(Kind.PERCENT, percent);
    }
    return new Subscription(uses ? Kind.OVER : contributes ? Kind.UNDER : Kind.NONE, null);
  }

  /** As a report shows it. */
  public String text() {
    return percent == null ? kind.word : percent.toPlainString() + " %";
  }
}
