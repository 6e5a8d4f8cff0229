package io.tacet.scheduler.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the schedules. Durations are ISO 8601. */
@ConfigMapping(prefix = "tacet.scheduler.schedule")
public interface ScheduleConfig {

  /** How often schedules are looked for that are due. */
  @WithDefault("PT1S")
  Duration check();

  /** A firing that is looked at later than this after it was due was missed (rule SKIP). */
  @WithDefault("PT5M")
  Duration missedAfter();

  /** Most firings made up for after an absence (rule RUN_ALL), per schedule. */
  @WithDefault("100")
  int mostMissed();

  /** How often a watched repository is looked at. */
  @WithDefault("PT1M")
  Duration lookEvery();

  /** How long a look may take. */
  @WithDefault("PT30S")
  Duration lookTimeout();

  /** How many repositories are looked at side by side. */
  @WithDefault("4")
  int looksAtOnce();

  /** Longest pause after looks that have failed; it begins with look-every and doubles. */
  @WithDefault("PT6H")
  Duration longestPause();

  /** Most new tags one look fires for; more are skipped. */
  @WithDefault("20")
  int mostTags();

  /** Most schedules one user may have that are not over. */
  @WithDefault("500")
  int mostOfUser();
}
