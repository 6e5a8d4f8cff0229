package io.tacet.accountant.share;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file for {@code sacctmgr load}: one account per PI or project, with its points as raw shares
 * (Fairshare). The form is that of "FLAT FILE DUMP AND LOAD" in sacctmgr(1). Pure.
 */
final class SlurmShares {

  /** Slurm takes more for a word of its own ("parent"). */
  private static final BigDecimal MOST = BigDecimal.valueOf(0x7ffffffe);

  private SlurmShares() {}

  /**
   * Writes it.
   *
   * @param points by account
   * @param unplaced points by PI that have no account; told in a comment
   * @throws IllegalArgumentException when an account's name can't stand in such a file
   */
  static String write(
      String cluster,
      LocalDate day,
      Map<String, BigDecimal> points,
      Map<String, BigDecimal> unplaced) {
    StringBuilder file =
        new StringBuilder()
            .append("# Raw shares from contributions, as of ")
            .append(day)
            .append(". Take them over: sacctmgr load FILE\n");
    unplaced.forEach(
        (pi, its) ->
            file.append("# Without a project, so without an account: ")
                .append(pi)
                .append(", points ")
                .append(its.stripTrailingZeros().toPlainString())
                .append('\n'));
    file.append("Cluster - '").append(cluster).append("'\nParent - 'root'\n");
    accounts(points)
        .forEach(
            (account, shares) ->
                file.append("Account - '")
                    .append(account)
                    .append("':Fairshare=")
                    .append(shares.toPlainString())
                    .append('\n'));
    return file.toString();
  }

  /** Slurm keeps names in lower case; two that become one are one, with both shares. */
  private static Map<String, BigDecimal> accounts(Map<String, BigDecimal> points) {
    Map<String, BigDecimal> accounts = new TreeMap<>();
    points.forEach(
        (name, its) -> {
          if (unfit(List.of(name))) {
            throw new IllegalArgumentException(name);
          }
          accounts.merge(name.toLowerCase(Locale.ROOT), its, BigDecimal::add);
        });
    accounts.replaceAll(
        (name, its) -> its.setScale(0, RoundingMode.HALF_UP).max(BigDecimal.ONE).min(MOST));
    return accounts;
  }

  /** Whether one of some names would break the file's form. */
  static boolean unfit(Iterable<String> names) {
    for (String name : names) {
      if (!name.matches("[A-Za-z0-9._@+-]{1,63}")) {
        return true;
      }
    }
    return false;
  }
}
