package io.tacet.scheduler.quota;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a job may be submitted: each balance is looked up once for all jobs of a submission.
 * Nothing is reserved. For one thread.
 */
public final class QuotaCheck {

  private final Quotas quotas;
  private final String user;
  private final Map<String, Optional<Balance>> balances = new HashMap<>();

  /** For the submissions of a user. */
  public QuotaCheck(Quotas quotas, String user) {
    this.quotas = quotas;
    this.user = user;
  }

  /**
   * Why a job may go to none of these machines; empty: there is one it may go to.
   *
   * @param seconds its time limit, s
   */
  public Optional<String> refusal(List<String> machines, long seconds) {
    String reason = null;
    for (String machine : machines) {
      Optional<Balance> balance =
          balances.computeIfAbsent(machine, one -> quotas.balance(user, one));
      Optional<String> why = balance.flatMap(one -> refusal(one, seconds));
      if (why.isEmpty()) {
        return Optional.empty();
      }
      reason = why.get();
    }
    return Optional.ofNullable(reason);
  }

  private static Optional<String> refusal(Balance balance, long seconds) {
    if (balance.granted() < seconds) {
      return Optional.of(
          "user '%s' may use %d s of machine '%s' in a month, less than the job's time limit of %d s"
              .formatted(balance.user(), balance.granted(), balance.machine(), seconds));
    }
    if (balance.leftMicros() <= 0) {
      return Optional.of(
          "nothing is left of the %d s that user '%s' may use of machine '%s' in %s (UTC); there is more from %s"
              .formatted(
                  balance.granted(),
                  balance.user(),
                  balance.machine(),
                  balance.month(),
                  balance.month().end()));
    }
    return Optional.empty();
  }
}
