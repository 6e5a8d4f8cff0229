package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.CheckResult;

/**
 * A check that has been made. Immutable.
 *
 * @param level how grave it is if it is not met; INFO where it could not be seen
 * @param mayPass whether waiting may help
 */
public record Checked(String name, CheckLevel level, boolean mayPass, Finding finding) {

  /** Whether it is met. */
  public boolean isMet() {
    return finding.verdict() == Finding.Verdict.MET;
  }

  /** Whether it is not met, and as grave as this or more. */
  public boolean isObjection(CheckLevel threshold) {
    return !isMet() && level.compareTo(threshold) >= 0;
  }

  /** As it goes out. */
  public CheckResult result() {
    return CheckResult.newBuilder()
        .setName(name)
        .setLevel(level)
        .setPassed(isMet())
        .setMessage(finding.text())
        .build();
  }
}
