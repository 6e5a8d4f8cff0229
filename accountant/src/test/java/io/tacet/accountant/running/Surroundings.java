package io.tacet.accountant.running;

import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.intake.testing.ServiceSurroundings;

/** Topics and a database of one test class; the servers behind them are shared. */
final class Surroundings extends ServiceSurroundings {

  /** Sets everything up. */
  Surroundings() throws Exception {
    super(ServiceRole.ACCOUNTANT);
  }
}
