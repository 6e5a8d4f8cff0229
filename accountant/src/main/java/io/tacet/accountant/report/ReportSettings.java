package io.tacet.accountant.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** Reports. */
@ConfigMapping(prefix = "tacet.accountant.report")
public interface ReportSettings {

  /** Zone of the days of a report that names none, e.g. {@code Europe/Berlin}. */
  @WithDefault("UTC")
  ZoneId zone();
}
